namespace Billing.Invoices;

/// <summary>Days of service that an invoice has billed: [Start, End), civil dates where the customer is.</summary>
/// <param name="ReleasedBy">Event of the change or close from which on these days are not served; null while they are.</param>
/// <param name="Suspended">A pause keeps them: they are served from the day on which it ends.</param>
public sealed record CoveredDays(DateOnly Start, DateOnly End, Guid? ReleasedBy = null, bool Suspended = false)
{
    public int Count => End.DayNumber - Start.DayNumber;

    /// <summary>Served, or to be served.</summary>
    public bool IsHeld => ReleasedBy is null;

    /// <summary>The days before a day, and those from it on; either may be missing.</summary>
    internal IEnumerable<CoveredDays> SplitAt(DateOnly day)
    {
        if (day <= Start || day >= End)
        {
            return [this];
        }

        return [this with { End = day }, this with { Start = day }];
    }
}
