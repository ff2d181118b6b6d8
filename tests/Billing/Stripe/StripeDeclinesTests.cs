using Billing.Payments.Providers;
using Billing.Payments.Providers.Stripe;
using Stripe;

namespace Billing.Tests.Stripe;

public sealed class StripeDeclinesTests
{
    [Theory]
    [InlineData("expired_card", null, FailureCause.ExpiredCard, true)]
    [InlineData("incorrect_number", null, FailureCause.WrongDetails, true)]
    [InlineData("card_declined", "invalid_account", FailureCause.WrongDetails, true)]
    [InlineData("card_declined", "insufficient_funds", FailureCause.InsufficientFunds, false)]
    [InlineData("card_declined", "withdrawal_count_limit_exceeded", FailureCause.LimitExceeded, false)]
    [InlineData("card_declined", "do_not_honor", FailureCause.Unknown, false)]
    [InlineData("card_declined", "issuer_not_available", FailureCause.Unknown, false)]
    [InlineData("card_declined", "lost_card", FailureCause.Unknown, true)]
    [InlineData("card_declined", "stolen_card", FailureCause.Unknown, true)]
    [InlineData("card_declined", "pickup_card", FailureCause.Unknown, true)]
    [InlineData("card_declined", "fraudulent", FailureCause.Unknown, true)]
    [InlineData("card_declined", "do_not_try_again", FailureCause.Unknown, true)]
    [InlineData("card_declined", "a_code_of_the_future", FailureCause.Unknown, false)]
    public void A_code_tells_the_cause_and_whether_to_try_again(string code, string? decline, FailureCause cause, bool hard) =>
        StripeDeclines.Read(new StripeError { Type = "card_error", Code = code, DeclineCode = decline })
            .ShouldBe(new ChargeFailed(cause, hard, decline ?? code));

    /// <summary>Whatever the code: the network forbids it.</summary>
    [Fact]
    public void The_advice_not_to_try_again_is_followed() =>
        StripeDeclines.Read(new StripeError { Type = "card_error", Code = "card_declined", DeclineCode = "do_not_honor", AdviceCode = "do_not_try_again" }).Hard.ShouldBeTrue();

    [Fact]
    public void A_code_fits_where_it_is_kept() =>
        StripeDeclines.Read(new StripeError { Type = "card_error", Code = new string('x', 80) }).Code.Length.ShouldBe(50);
}
