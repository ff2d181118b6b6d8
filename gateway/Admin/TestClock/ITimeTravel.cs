namespace Admin.TestClock;

/// <summary>
/// Moves the time of a trial installation ahead. A host that has it registers it; without it the screen does not exist, as where real
/// customers are served.
/// </summary>
public interface ITimeTravel
{
    /// <summary>How far one journey may lead, in days.</summary>
    const int MostDays = 400;

    /// <summary>The business's time.</summary>
    DateTimeOffset Now { get; }

    /// <summary>How far it is ahead of the machine's.</summary>
    TimeSpan Moved { get; }

    /// <summary>The journey that is under way, or the last one; null before the first.</summary>
    Journey? Journey { get; }

    /// <param name="days">1 to <see cref="MostDays"/>.</param>
    /// <returns>False while another journey is under way.</returns>
    bool TryStart(int days);
}

/// <summary>How far a journey has come.</summary>
public sealed record Journey(int Days, int Done)
{
    public bool IsRunning => Done < Days;
}
