namespace ServiceDefaults.DueWork;

/// <summary>A due item that no further try will help: it is parked at once, with what staff have to do.</summary>
public sealed class NeedsStaffException(string message) : Exception(message);
