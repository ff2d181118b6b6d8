namespace Notifications.Mails;

/// <summary>How long a mail waits after each failed try; after the last it is parked.</summary>
internal static class RetrySchedule
{
    private static readonly TimeSpan[] BackOff =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(6),
        TimeSpan.FromHours(12),
    ];

    /// <param name="attempts">Tries made, 1 or more.</param>
    /// <returns>Null when no further try is made.</returns>
    public static TimeSpan? After(int attempts) => attempts <= BackOff.Length ? BackOff[Math.Max(attempts, 1) - 1] : null;
}
