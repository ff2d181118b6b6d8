using Microsoft.EntityFrameworkCore;

namespace Subscriptions.Orders;

/// <summary>
/// Why an order is closed that was not renewed. A configured close reason of the same code gives its own words; it may be retired, so that
/// nobody picks it.
/// </summary>
public static class EndOfTerm
{
    public const string Code = "end_of_term";

    /// <summary>Per language, where the business has not configured its own.</summary>
    public static readonly IReadOnlyDictionary<string, string> Label = new Dictionary<string, string>
    {
        ["en"] = "End of term", ["vi"] = "Hết thời hạn", ["fa"] = "پایان مدت", ["it"] = "Fine del periodo contrattuale", ["pl"] = "Koniec okresu umowy",
    };

    public static async Task<CloseDecision> Decision(SubscriptionsDb db, CancellationToken ct)
    {
        var configured = await db.CloseReasons.AsNoTracking().FirstOrDefaultAsync(r => r.Code == Code, ct);
        return new CloseDecision(CloseWhen.Now, null, configured?.Id, Code, configured?.Label ?? Label, "", ClosingCredit.None);
    }
}
