namespace Migrator;

/// <summary>The person at the command line needs help; the message is it.</summary>
public sealed class UsageException(string message) : Exception(message);
