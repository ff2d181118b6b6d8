namespace ServiceDefaults.Errors;

/// <summary>An event came before another one that it follows and that is on its way: who begins again a little later finds it handled.</summary>
public sealed class OutOfTurnException(string message) : Exception(message);
