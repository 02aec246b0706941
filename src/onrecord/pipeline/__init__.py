"""The rooms called in order, one function a room. Ports come in as arguments; nothing here is global."""
