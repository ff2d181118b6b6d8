using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ServiceDefaults.Faults;

/// <summary>
/// The moments at which a process can be made to die, so that a test sees what its next start makes of what is left. Does nothing
/// unless the environment variable Faults__ExitAt names one of them; no settings file can. They are listed in docs/operations.md.
/// </summary>
public sealed partial class FaultPoints
{
    public const string Variable = "Faults__ExitAt";

    private readonly string? _exitAt = Environment.GetEnvironmentVariable(Variable);

    public FaultPoints(ILogger<FaultPoints> logger)
    {
        if (!string.IsNullOrEmpty(_exitAt))
        {
            Log.Armed(logger, Variable, _exitAt);
        }
    }

    /// <summary>Dies as by SIGKILL, with no last words, when this is the moment that was asked for.</summary>
    /// <param name="point">outbox.before-publish, inbox.before-commit ...</param>
    /// <param name="of">Name of the event, the handler, the mail's template or the payment provider.</param>
    public void Pass(string point, string of)
    {
        if (!string.IsNullOrEmpty(_exitAt) && _exitAt == $"{point}:{of}")
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Critical, "{Variable} is set: this process KILLS ITSELF at {Point}. That is for tests only")]
        public static partial void Armed(ILogger logger, string variable, string point);
    }
}
