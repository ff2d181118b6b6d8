using Billing.Payments.Providers;
using Billing.Payments.Providers.Stripe;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Testing.Stripe;

namespace Billing.Tests.Stripe;

public sealed class StripeRefundTests
{
    [Fact]
    public async Task A_refund_is_made_once_for_its_key()
    {
        await using var account = await ChargedAccount.Start();
        var order = new RefundOrder("refund-1", account.Charge, 15, "EUR");

        var first = await account.Provider.Refund(order, default);
        var again = await account.Provider.Refund(order, default);
        var found = await account.Provider.FindRefund(order, default);

        var refund = account.Stripe.Refunds.ShouldHaveSingleItem();
        ((long)refund["amount"]!, (string?)refund["payment_intent"]).ShouldBe((1500, account.Charge));
        new[] { first, again, found }.ShouldAllBe(outcome => outcome == new RefundSucceeded((string)refund["id"]!));
    }

    [Fact]
    public async Task One_that_Stripe_never_got_is_not_found()
    {
        await using var account = await ChargedAccount.Start();
        await account.Provider.Refund(new RefundOrder("refund-1", account.Charge, 15, "EUR"), default);

        (await account.Provider.FindRefund(new RefundOrder("refund-2", account.Charge, 15, "EUR"), default)).ShouldBeNull();
    }

    [Theory]
    [InlineData(StripeFault.SilentAfter)]
    [InlineData(StripeFault.ErrorAfter)]
    public async Task One_whose_answer_was_lost_is_found_when_its_key_is_long_forgotten(StripeFault fault)
    {
        await using var account = await ChargedAccount.Start();
        var order = new RefundOrder("refund-1", account.Charge, 15, "EUR");
        account.Stripe.Next("v1/refunds", fault);

        await Should.ThrowAsync<StripeUnavailableException>(account.Provider.Refund(order, default));
        account.Stripe.ForgetKeys();

        (await account.Provider.FindRefund(order, default)).ShouldBe(new RefundSucceeded((string)account.Stripe.Refunds.Single()["id"]!));
    }

    [Fact]
    public async Task What_is_pending_is_not_known_until_it_is_over()
    {
        await using var account = await ChargedAccount.Start();
        account.Stripe.HoldRefunds();
        var order = new RefundOrder("refund-1", account.Charge, 15, "EUR");

        var first = await account.Provider.Refund(order, default);
        account.Stripe.ResolveRefunds("failed");

        first.ShouldBe(new RefundUnknown());
        (await account.Provider.FindRefund(order, default)).ShouldBe(new RefundFailed("expired_or_canceled_card"));
    }

    [Theory]
    [InlineData("100.00", "EUR", "amount_refused")]
    [InlineData("10", "IRR", "currency_not_supported")]
    public async Task More_than_was_paid_is_refused(string amount, string currency, string code)
    {
        await using var account = await ChargedAccount.Start();

        var outcome = await account.Provider.Refund(
            new RefundOrder("refund-1", account.Charge, decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency), default);

        outcome.ShouldBe(new RefundFailed(code));
        account.Stripe.Refunds.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_given_back_already_is_refused()
    {
        await using var account = await ChargedAccount.Start();
        await account.Provider.Refund(new RefundOrder("refund-1", account.Charge, 40, "EUR"), default);

        (await account.Provider.Refund(new RefundOrder("refund-2", account.Charge, 40, "EUR"), default)).ShouldBe(new RefundFailed("charge_already_refunded"));
    }

    /// <summary>The provider alone, with 40 EUR charged.</summary>
    private sealed class ChargedAccount : IAsyncDisposable
    {
        private readonly StripeHandler _handler;

        private ChargedAccount(FakeStripe stripe)
        {
            Stripe = stripe;
            var options = Options.Create(new StripeOptions { SecretKey = FakeStripe.SecretKey, ApiAddress = stripe.Address, Timeout = TimeSpan.FromSeconds(3) });
            _handler = new StripeHandler(options, TimeProvider.System, NullLogger<StripeHandler>.Instance);
            Provider = new StripeProvider(new StripeApi(_handler, options));
        }

        public FakeStripe Stripe { get; }

        public StripeProvider Provider { get; }

        public string Charge { get; private set; } = "";

        public static async Task<ChargedAccount> Start()
        {
            var account = new ChargedAccount(await FakeStripe.Start(TestClock.At("2026-01-15T10:00:00Z")));
            var customer = await account.Provider.OpenCustomer(Guid.CreateVersion7(), default);
            var setup = await account.Provider.StartSetup(new SetupOrder("setup-1", customer, new Uri("https://subscriptions.example/")), default);
            account.Stripe.EnterCard(setup.Reference);
            var card = await account.Provider.FinishSetup(setup.Reference, customer, default);
            var charged = await account.Provider.Charge(new ChargeOrder("charge-1", card!.Token, 40, "EUR"), default);
            account.Charge = charged.ShouldBeOfType<ChargeSucceeded>().Reference;
            return account;
        }

        public async ValueTask DisposeAsync()
        {
            _handler.Dispose();
            await Stripe.DisposeAsync();
        }
    }
}
