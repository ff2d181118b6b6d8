namespace Subscriptions.Access;

/// <summary>Section <c>Access</c>.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    internal static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How late, at most, an answer of GetAccess may follow a change that another replica has made; 0: not at all, and each call asks the database.
    /// 0 to 10 seconds. A single process follows its own changes at once.
    /// </summary>
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromSeconds(1);
}
