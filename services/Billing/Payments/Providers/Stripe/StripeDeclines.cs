using System.Collections.Frozen;
using Stripe;

namespace Billing.Payments.Providers.Stripe;

/// <summary>
/// What Stripe's codes for declined cards mean to us (docs.stripe.com/declines/codes): the cause as customers may know it, and whether
/// another try with the same card makes sense (domain.md C9). A code that is not listed is an unknown cause and may be tried again.
/// </summary>
internal static class StripeDeclines
{
    private const string DoNotTryAgain = "do_not_try_again";
    private const string AuthenticationRequired = "authentication_required";

    private static readonly FrozenDictionary<string, (FailureCause Cause, bool Hard)> Known = new Dictionary<string, (FailureCause, bool)>
    {
        ["expired_card"] = (FailureCause.ExpiredCard, true),

        ["incorrect_number"] = (FailureCause.WrongDetails, true),
        ["invalid_number"] = (FailureCause.WrongDetails, true),
        ["incorrect_cvc"] = (FailureCause.WrongDetails, true),
        ["invalid_cvc"] = (FailureCause.WrongDetails, true),
        ["incorrect_zip"] = (FailureCause.WrongDetails, true),
        ["incorrect_address"] = (FailureCause.WrongDetails, true),
        ["invalid_expiry_month"] = (FailureCause.WrongDetails, true),
        ["invalid_expiry_year"] = (FailureCause.WrongDetails, true),
        ["invalid_account"] = (FailureCause.WrongDetails, true),
        ["new_account_information_available"] = (FailureCause.WrongDetails, true),

        ["insufficient_funds"] = (FailureCause.InsufficientFunds, false),

        ["card_velocity_exceeded"] = (FailureCause.LimitExceeded, false),
        ["withdrawal_count_limit_exceeded"] = (FailureCause.LimitExceeded, false),

        // The customer was asked to confirm, and did not, or in vain: another try asks once more.
        [AuthenticationRequired] = (FailureCause.NotConfirmed, false),
        ["authentication_not_handled"] = (FailureCause.NotConfirmed, false),
        ["payment_intent_authentication_failure"] = (FailureCause.NotConfirmed, false),

        // A card that is added anew is authenticated for what comes later.
        ["setup_intent_authentication_failure"] = (FailureCause.Unknown, true),
        ["offline_pin_required"] = (FailureCause.Unknown, true),
        ["online_or_offline_pin_required"] = (FailureCause.Unknown, true),

        // Never told to customers as what they are.
        ["lost_card"] = (FailureCause.Unknown, true),
        ["stolen_card"] = (FailureCause.Unknown, true),
        ["pickup_card"] = (FailureCause.Unknown, true),
        ["fraudulent"] = (FailureCause.Unknown, true),
        ["merchant_blacklist"] = (FailureCause.Unknown, true),
        ["security_violation"] = (FailureCause.Unknown, true),

        [DoNotTryAgain] = (FailureCause.Unknown, true),
        ["restricted_card"] = (FailureCause.Unknown, true),
        ["card_not_supported"] = (FailureCause.Unknown, true),
        ["currency_not_supported"] = (FailureCause.Unknown, true),
        ["service_not_allowed"] = (FailureCause.Unknown, true),
        ["transaction_not_allowed"] = (FailureCause.Unknown, true),
        ["not_permitted"] = (FailureCause.Unknown, true),
        ["revocation_of_authorization"] = (FailureCause.Unknown, true),
        ["revocation_of_all_authorizations"] = (FailureCause.Unknown, true),
        ["stop_payment_order"] = (FailureCause.Unknown, true),
        ["testmode_decline"] = (FailureCause.Unknown, true),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The bank wants the customer to confirm, who was not there when it was charged: no decline.</summary>
    public static bool AsksForCustomer(StripeError error) => AuthenticationRequired == (error.DeclineCode ?? error.Code);

    public static ChargeFailed Read(StripeError error)
    {
        var code = error.DeclineCode ?? error.Code ?? "";
        var (cause, hard) = Known.GetValueOrDefault(code, (FailureCause.Unknown, false));
        return Failed(cause, hard || error.AdviceCode == DoNotTryAgain, code);
    }

    public static ChargeFailed Failed(FailureCause cause, bool hard, string code) =>
        new(cause, hard, code.Length == 0 ? "card_error" : code.Length > 50 ? code[..50] : code);
}
