namespace ServiceDefaults.DueWork;

/// <summary>Section <c>DueWork</c>.</summary>
public sealed class DueWorkOptions
{
    /// <summary>
    /// How long a replica may take for what it has claimed before another one takes over: longer than any item takes, and than the
    /// clocks of two machines differ.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);
}
