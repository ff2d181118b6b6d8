namespace ServiceDefaults.DueWork;

/// <summary>An item whose time has come.</summary>
public sealed record DueItem
{
    public required Guid Id { get; init; }

    /// <summary>When it was due.</summary>
    public required DateTimeOffset At { get; init; }
}
