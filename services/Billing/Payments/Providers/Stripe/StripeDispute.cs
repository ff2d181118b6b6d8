using Stripe;

namespace Billing.Payments.Providers.Stripe;

/// <summary>A Dispute, as much of it as is used.</summary>
/// <param name="Intent">Stripe's id of the PaymentIntent; null where it is of none.</param>
/// <param name="Missing">What the bank has taken back and not given again, in Stripe's unit of <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217, of the charge.</param>
/// <param name="Reason">fraudulent, product_not_received ...</param>
/// <param name="Status">won, lost, under_review ...</param>
/// <param name="WithdrawnAt">When money was first taken back; null when none was.</param>
internal sealed record StripeDispute(string Id, string? Intent, long Missing, string Currency, string Reason, string Status, DateTimeOffset? WithdrawnAt)
{
    public static StripeDispute Read(Dispute dispute)
    {
        var moves = dispute.BalanceTransactions ?? [];
        return new(
            dispute.Id, dispute.PaymentIntentId, MissingOf(dispute.Amount, moves), dispute.Currency.ToUpperInvariant(), dispute.Reason ?? "", dispute.Status ?? "",
            moves.Count == 0 ? null : moves.Min(move => move.Created));
    }

    /// <summary>
    /// A move of money below zero takes it back, one above gives it again, both in the account's own currency, which need not be the charge's: of the disputed amount the same part is missing.
    /// </summary>
    private static long MissingOf(long amount, List<BalanceTransaction> moves)
    {
        var taken = -moves.Where(move => move.Amount < 0).Sum(move => move.Amount);
        var given = moves.Where(move => move.Amount > 0).Sum(move => move.Amount);
        return taken == 0 || given >= taken ? 0 : (long)Math.Round((decimal)amount * (taken - given) / taken, MidpointRounding.AwayFromZero);
    }
}
