namespace ServiceDefaults.DueWork;

/// <summary>The due work of one service, for who does not know which.</summary>
public interface IDueWorkLoop
{
    /// <summary>Handles what is due now, beside the loop that does so by itself.</summary>
    /// <returns>How many items were handled.</returns>
    Task<int> RunUntilNothingIsDue(CancellationToken ct);

    /// <summary>The service's context, as metrics name it.</summary>
    string Db { get; }

    /// <summary>How many items of each work are due now, without those that are parked.</summary>
    Task<IReadOnlyList<(string Work, long Count)>> CountDue(CancellationToken ct);
}
