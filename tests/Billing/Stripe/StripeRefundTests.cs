using Billing.Providers;
using Billing.Providers.Stripe;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Testing.Stripe;

namespace Billing.Tests.Stripe;

public sealed class StripeRefundTests
{
    [Fact]
    public async Task A_refund_is_made_once_for_its_key()
    {
        await using var desk = await Desk.Start();
        var order = new RefundOrder("refund-1", desk.Charge, 15, "EUR");

        var first = await desk.Provider.Refund(order, default);
        var again = await desk.Provider.Refund(order, default);
        var found = await desk.Provider.FindRefund(order, default);

        var refund = desk.Stripe.Refunds.ShouldHaveSingleItem();
        ((long)refund["amount"]!, (string?)refund["payment_intent"]).ShouldBe((1500, desk.Charge));
        new[] { first, again, found }.ShouldAllBe(outcome => outcome == new RefundSucceeded((string)refund["id"]!));
    }

    [Fact]
    public async Task One_that_Stripe_never_got_is_not_found()
    {
        await using var desk = await Desk.Start();
        await desk.Provider.Refund(new RefundOrder("refund-1", desk.Charge, 15, "EUR"), default);

        (await desk.Provider.FindRefund(new RefundOrder("refund-2", desk.Charge, 15, "EUR"), default)).ShouldBeNull();
    }

    [Theory]
    [InlineData(StripeFault.SilentAfter)]
    [InlineData(StripeFault.ErrorAfter)]
    public async Task One_whose_answer_was_lost_is_found_when_its_key_is_long_forgotten(StripeFault fault)
    {
        await using var desk = await Desk.Start();
        var order = new RefundOrder("refund-1", desk.Charge, 15, "EUR");
        desk.Stripe.Next("v1/refunds", fault);

        await Should.ThrowAsync<StripeUnavailableException>(desk.Provider.Refund(order, default));
        desk.Stripe.ForgetKeys();

        (await desk.Provider.FindRefund(order, default)).ShouldBe(new RefundSucceeded((string)desk.Stripe.Refunds.Single()["id"]!));
    }

    [Fact]
    public async Task What_is_pending_is_not_known_until_it_is_over()
    {
        await using var desk = await Desk.Start();
        desk.Stripe.HoldRefunds();
        var order = new RefundOrder("refund-1", desk.Charge, 15, "EUR");

        var first = await desk.Provider.Refund(order, default);
        desk.Stripe.ResolveRefunds("failed");

        first.ShouldBe(new RefundUnknown());
        (await desk.Provider.FindRefund(order, default)).ShouldBe(new RefundFailed("expired_or_canceled_card"));
    }

    [Theory]
    [InlineData("100.00", "EUR", "amount_refused")]
    [InlineData("10", "IRR", "currency_not_supported")]
    public async Task More_than_was_paid_is_refused(string amount, string currency, string code)
    {
        await using var desk = await Desk.Start();

        var outcome = await desk.Provider.Refund(
            new RefundOrder("refund-1", desk.Charge, decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency), default);

        outcome.ShouldBe(new RefundFailed(code));
        desk.Stripe.Refunds.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_given_back_already_is_refused()
    {
        await using var desk = await Desk.Start();
        await desk.Provider.Refund(new RefundOrder("refund-1", desk.Charge, 40, "EUR"), default);

        (await desk.Provider.Refund(new RefundOrder("refund-2", desk.Charge, 40, "EUR"), default)).ShouldBe(new RefundFailed("charge_already_refunded"));
    }

    /// <summary>The provider alone, with 40 EUR charged.</summary>
    private sealed class Desk : IAsyncDisposable
    {
        private readonly StripeApi _api;

        private Desk(FakeStripe stripe, StripeApi api)
        {
            Stripe = stripe;
            _api = api;
            Provider = new StripeProvider(api);
        }

        public FakeStripe Stripe { get; }

        public StripeProvider Provider { get; }

        public string Charge { get; private set; } = "";

        public static async Task<Desk> Start()
        {
            var stripe = await FakeStripe.Start(TestClock.At("2026-01-15T10:00:00Z"));
            var options = new StripeOptions { SecretKey = FakeStripe.SecretKey, ApiAddress = stripe.Address, Timeout = TimeSpan.FromSeconds(3) };
            var desk = new Desk(stripe, new StripeApi(Options.Create(options), TimeProvider.System, NullLogger<StripeApi>.Instance));
            var customer = await desk.Provider.OpenCustomer(Guid.CreateVersion7(), default);
            var setup = await desk.Provider.StartSetup(new SetupOrder("setup-1", customer, new Uri("https://subscriptions.example/")), default);
            stripe.EnterCard(setup.Reference);
            var card = await desk.Provider.FinishSetup(setup.Reference, customer, default);
            var charged = await desk.Provider.Charge(new ChargeOrder("charge-1", card!.Token, 40, "EUR"), default);
            desk.Charge = charged.ShouldBeOfType<ChargeSucceeded>().Reference;
            return desk;
        }

        public async ValueTask DisposeAsync()
        {
            _api.Dispose();
            await Stripe.DisposeAsync();
        }
    }
}
