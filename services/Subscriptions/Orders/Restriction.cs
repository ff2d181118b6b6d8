namespace Subscriptions.Orders;

/// <summary>That the service of an unpaid subscription is restricted.</summary>
public sealed class Restriction
{
    private Restriction()
    {
    }

    /// <summary>The dunning case that it is for; lifted when that is resolved.</summary>
    public Guid CaseId { get; private init; }

    public DateTimeOffset Since { get; private init; }

    internal static Restriction Create(Guid caseId, DateTimeOffset now) => new() { CaseId = caseId, Since = now };
}
