namespace Testing.Stripe;

/// <summary>Stripe's public test payment methods (docs.stripe.com/testing): how the card behind each one looks, and what a charge of it gives.</summary>
/// <param name="Code">Of the error; null when it succeeds.</param>
/// <param name="DeclineCode">Of a card_declined.</param>
/// <param name="AsksForCustomer">The bank wants the customer to confirm: the charge waits.</param>
internal sealed record FakeCard(string Brand, string Last4, string? Code = null, string? DeclineCode = null, string? Advice = null, bool AsksForCustomer = false)
{
    private static readonly Dictionary<string, FakeCard> Known = new(StringComparer.Ordinal)
    {
        ["pm_card_visa"] = new("visa", "4242"),
        ["pm_card_mastercard"] = new("mastercard", "4444"),
        ["pm_card_visa_chargeDeclined"] = Declined("0002", "generic_decline", "try_again_later"),
        ["pm_card_visa_chargeDeclinedInsufficientFunds"] = Declined("9995", "insufficient_funds", "try_again_later"),
        ["pm_card_visa_chargeDeclinedLostCard"] = Declined("9987", "lost_card", "do_not_try_again"),
        ["pm_card_visa_chargeDeclinedStolenCard"] = Declined("9979", "stolen_card", "do_not_try_again"),
        ["pm_card_visa_chargeDeclinedVelocityLimitExceeded"] = Declined("6975", "card_velocity_exceeded", "try_again_later"),
        ["pm_card_chargeDeclinedExpiredCard"] = new("visa", "0069", "expired_card"),
        ["pm_card_chargeDeclinedIncorrectCvc"] = new("visa", "0127", "incorrect_cvc"),
        ["pm_card_chargeDeclinedProcessingError"] = new("visa", "0119", "processing_error"),
        ["pm_card_chargeDeclinedFraudulent"] = Declined("0019", "fraudulent", "do_not_try_again"),
        ["pm_card_threeDSecure2Required"] = new("visa", "3220", AsksForCustomer: true),
        ["pm_card_authenticationRequired"] = new("visa", "3184", "authentication_required", "authentication_required"),
    };

    /// <summary>A card of this name; declined cards may bear another name with the same end.</summary>
    public static FakeCard Of(string name) => Known[name];

    public static IEnumerable<string> Names => Known.Keys;

    private static FakeCard Declined(string last4, string decline, string advice) => new("visa", last4, "card_declined", decline, advice);
}
