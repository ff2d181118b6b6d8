using System.Text.Json.Nodes;
using Billing.Payments.Methods.Setups;
using Billing.Payments.Providers.Stripe.Webhooks;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceDefaults.Data;
using ServiceDefaults.Retention;
using Testing.Stripe;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests.Stripe;

/// <summary>A card that is entered on Stripe's page is saved once, and for nobody but who was sent there.</summary>
public sealed class StripeSetupTests
{
    [Fact]
    public async Task A_card_that_was_entered_becomes_the_default_and_pays_what_is_open()
    {
        await using var world = await StripeWorld.Start();
        var ada = Customer();
        var invoice = await world.Billing.Bill(PeriodStarted(customer: ada));

        var setup = await world.StartSetup(ada.Id);
        world.Stripe.EnterCard(setup.Id, "pm_card_mastercard", 3, 2031);
        var saved = await Finish(world, ada.Id, setup.Id);
        var paid = await world.Billing.Charged(invoice.Id);

        setup.Url.ShouldEndWith(setup.Id);
        (saved.Provider, saved.Brand, saved.Last4, saved.ExpiryMonth, saved.ExpiryYear, saved.IsDefault).ShouldBe(("stripe", "mastercard", "4444", 3, 2031, true));
        paid.State.ShouldBe(Wire.InvoiceState.Paid);
        var session = world.Stripe.Requests.Single(r => r.Path == "v1/checkout/sessions");
        ((string?)session.Form["mode"], (string?)session.Form["success_url"], (string?)session.Form["cancel_url"])
            .ShouldBe(("setup", $"{StripeWorld.ReturnUrl}?setup={{CHECKOUT_SESSION_ID}}", StripeWorld.ReturnUrl));
        (await world.Billing.Portal(ada.Id).ListPaymentMethodsAsync(new Wire.ListPortalPaymentMethodsRequest())).Provider.ShouldBe("stripe");
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Coming_back_twice_or_at_once_saves_one_card(DatabaseProvider database)
    {
        await using var world = await StripeWorld.Start(database: database);
        var ada = Customer();
        var setup = await world.StartSetup(ada.Id);
        world.Stripe.EnterCard(setup.Id);

        var together = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Finish(world, ada.Id, setup.Id)));
        var later = await Finish(world, ada.Id, setup.Id);

        together.Select(m => m.Id).Append(later.Id).Distinct().ShouldHaveSingleItem();
        (await world.Billing.Service.Read(db => db.PaymentMethods.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_page_gives_one_card_also_when_that_was_removed()
    {
        await using var world = await StripeWorld.Start();
        var ada = Customer();
        var setup = await world.StartSetup(ada.Id);
        world.Stripe.EnterCard(setup.Id);
        var saved = await Finish(world, ada.Id, setup.Id);
        await world.Billing.Portal(ada.Id).RemovePaymentMethodAsync(new Wire.RemovePortalPaymentMethodRequest { Id = saved.Id });

        (await Refusal(world, ada.Id, setup.Id)).Reason.ShouldBe("SETUP_USED");
    }

    [Fact]
    public async Task A_card_that_is_removed_is_forgotten_at_Stripe_too_when_Stripe_is_there()
    {
        await using var world = await StripeWorld.Start();
        var ada = Customer();
        var saved = await world.AddCard(ada);
        world.Stripe.Next("v1/payment_methods", StripeFault.CutBefore, StripeFault.CutBefore, StripeFault.CutBefore);

        await world.Billing.Portal(ada.Id).RemovePaymentMethodAsync(new Wire.RemovePortalPaymentMethodRequest { Id = saved.Id });
        await Eventually.Async(
            async () =>
            {
                world.Clock.Advance(TimeSpan.FromSeconds(6));
                await world.Billing.Service.RunDueWork();
                return await world.Billing.Service.Read(db => db.Set<RemovedCard>().CountAsync()) == 0;
            },
            "the card to be forgotten");

        world.Stripe.Methods.ShouldHaveSingleItem()["customer"].ShouldBeNull();
        // Stripe tells of it, which is no news.
        await world.DeliverAll();
        (await world.Billing.Portal(ada.Id).ListPaymentMethodsAsync(new Wire.ListPortalPaymentMethodsRequest())).PaymentMethods.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_saves_what_another_one_entered()
    {
        await using var world = await StripeWorld.Start();
        var (ada, eve) = (Customer(), Customer("Eve"));
        var setup = await world.StartSetup(ada.Id);
        world.Stripe.EnterCard(setup.Id);
        var own = await world.StartSetup(eve.Id);

        var stolen = await Refusal(world, eve.Id, setup.Id);
        var invented = await Refusal(world, eve.Id, "cs_test_invented");
        var asToken = await Refused.By(world.Billing.AddingCard(eve.Id, setup.Id));
        var card = world.Stripe.Methods.Single();
        var asCard = await Refused.By(world.Billing.AddingCard(eve.Id, $"{(string?)card["customer"]}/{(string?)card["id"]}"));
        var unfinished = await Refusal(world, eve.Id, own.Id);

        (stolen.Status, invented.Status).ShouldBe((StatusCode.NotFound, StatusCode.NotFound));
        asToken.Violations.ShouldBe(["token:UNKNOWN_TOKEN"]);
        asCard.Violations.ShouldBe(["token:UNKNOWN_TOKEN"]);
        unfinished.Reason.ShouldBe("SETUP_NOT_FINISHED");
        (await world.Billing.Service.Read(db => db.PaymentMethods.CountAsync())).ShouldBe(0);
    }

    /// <summary>Nobody came back from it, and nothing was told of it.</summary>
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_page_that_gave_no_card_is_forgotten_after_30_days_and_one_that_did_is_not(DatabaseProvider database)
    {
        await using var world = await StripeWorld.Start(database: database);
        var ada = Customer();
        var used = await world.StartSetup(ada.Id);
        world.Stripe.EnterCard(used.Id);
        var saved = await Finish(world, ada.Id, used.Id);
        await world.Billing.Portal(ada.Id).RemovePaymentMethodAsync(new Wire.RemovePortalPaymentMethodRequest { Id = saved.Id });
        var abandoned = await world.StartSetup(ada.Id);

        world.Clock.Advance(AbandonedSetups.Kept);
        await DeleteExpired(world);
        (await References(world)).ShouldBe([used.Id, abandoned.Id], ignoreOrder: true);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await DeleteExpired(world);

        (await References(world)).ShouldBe([used.Id]);
        (await Refusal(world, ada.Id, used.Id)).Reason.ShouldBe("SETUP_USED");
        (await Refusal(world, ada.Id, abandoned.Id)).Status.ShouldBe(StatusCode.NotFound);
    }

    /// <summary>Stripe's news, or those who handle it, were held up for longer than the page is remembered here.</summary>
    [Fact]
    public async Task A_card_that_was_entered_is_saved_also_when_its_page_was_forgotten()
    {
        await using var world = await StripeWorld.Start();
        var ada = Customer();
        var setup = await world.StartSetup(ada.Id);
        world.Stripe.EnterCard(setup.Id);
        world.Clock.Advance(AbandonedSetups.Kept + TimeSpan.FromDays(1));
        await DeleteExpired(world);
        (await References(world)).ShouldBeEmpty();

        await world.DeliverAll();
        var saved = (await world.Billing.Portal(ada.Id).ListPaymentMethodsAsync(new Wire.ListPortalPaymentMethodsRequest())).PaymentMethods.ShouldHaveSingleItem();
        await world.Billing.Portal(ada.Id).RemovePaymentMethodAsync(new Wire.RemovePortalPaymentMethodRequest { Id = saved.Id });
        await DeleteExpired(world);

        saved.IsDefault.ShouldBeTrue();
        // It gave its card: a second time it gives none.
        (await Refusal(world, ada.Id, setup.Id)).Reason.ShouldBe("SETUP_USED");
    }

    [Fact]
    public async Task News_of_pages_that_gave_no_card_or_were_not_ours_save_nothing_and_are_no_error()
    {
        await using var world = await StripeWorld.Start();
        var ada = Customer();
        var abandoned = await world.StartSetup(ada.Id);
        var foreign = world.Stripe.MakeForeignSession((string)world.Stripe.Customers.Single()["id"]!);
        world.Stripe.EnterCard(foreign);
        world.Clock.Advance(AbandonedSetups.Kept + TimeSpan.FromDays(1));
        await DeleteExpired(world);

        foreach (var id in new[] { abandoned.Id, "cs_test_gone" })
        {
            await world.Deliver(StripeNotice.Of("checkout.session.completed", new JsonObject { ["id"] = id, ["object"] = "checkout.session" }, world.Clock.GetUtcNow()));
        }

        await world.DeliverAll();

        var events = await Eventually.Async(
            () => world.Billing.Service.Read(db => db.Set<StripeEvent>().AsNoTracking().ToListAsync()), found => found.Count == 3 && found.All(e => e.CompletedAt is not null), "every event to be acted on");
        events.Select(e => e.ObjectId).ShouldBe([abandoned.Id, "cs_test_gone", foreign], ignoreOrder: true);
        (await world.Billing.Service.Read(db => db.PaymentMethods.CountAsync())).ShouldBe(0);
        (await References(world)).ShouldBe([abandoned.Id]);
    }

    [Fact]
    public async Task A_repeated_request_gets_the_same_page_and_another_one_another()
    {
        await using var world = await StripeWorld.Start();
        var ada = Customer();

        var first = await world.StartSetup(ada.Id, "request-1");
        var again = await world.StartSetup(ada.Id, "request-1");
        var other = await world.StartSetup(ada.Id, "request-2");
        var reused = await Refused.By(world.Billing.Portal(ada.Id).StartPaymentMethodSetupAsync(
            new Wire.StartPortalPaymentMethodSetupRequest { ReturnUrl = "https://elsewhere.example/", RequestId = "request-1" }));

        again.Id.ShouldBe(first.Id);
        other.Id.ShouldNotBe(first.Id);
        reused.Violations.ShouldBe(["request_id:REUSED"]);
        world.Stripe.Customers.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("", "REQUIRED")]
    [InlineData("portal/payment-methods", "NOT_A_URL")]
    [InlineData("javascript:alert(1)", "NOT_A_URL")]
    [InlineData("https://user:secret@example.com/", "NOT_A_URL")]
    [InlineData("https://example.com/#part", "NOT_A_URL")]
    public async Task A_customer_comes_back_to_a_web_address(string address, string rule)
    {
        await using var world = await StripeWorld.Start();

        var refused = await Refused.By(world.Billing.Portal(Guid.CreateVersion7()).StartPaymentMethodSetupAsync(
            new Wire.StartPortalPaymentMethodSetupRequest { ReturnUrl = address }));

        refused.Violations.ShouldBe([$"return_url:{rule}"]);
        world.Stripe.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_Stripe_the_request_says_what_to_do()
    {
        await using var world = await StripeWorld.Start(timeout: StripeWorld.Short);
        world.Stripe.Next("v1/customers", StripeFault.SilentBefore);

        var refused = await Refused.By(world.Billing.Portal(Guid.CreateVersion7()).StartPaymentMethodSetupAsync(
            new Wire.StartPortalPaymentMethodSetupRequest { ReturnUrl = StripeWorld.ReturnUrl }));

        (refused.Status, refused.Reason).ShouldBe((StatusCode.Unavailable, "UPSTREAM_UNAVAILABLE"));
    }

    [Fact]
    public async Task The_sandbox_has_no_page_of_its_own()
    {
        await using var billing = await BillingUnderTest.Start();

        var refused = await Refused.By(billing.Portal(Guid.CreateVersion7()).StartPaymentMethodSetupAsync(
            new Wire.StartPortalPaymentMethodSetupRequest { ReturnUrl = StripeWorld.ReturnUrl }));

        refused.Reason.ShouldBe("SETUP_NOT_HOSTED");
    }

    private static async Task<Wire.SavedPaymentMethod> Finish(StripeWorld world, Guid customer, string setup) =>
        await world.Billing.Portal(customer).FinishPaymentMethodSetupAsync(new Wire.FinishPortalPaymentMethodSetupRequest { Id = setup });

    private static Task<Refused> Refusal(StripeWorld world, Guid customer, string setup) =>
        Refused.By(world.Billing.Portal(customer).FinishPaymentMethodSetupAsync(new Wire.FinishPortalPaymentMethodSetupRequest { Id = setup }));

    private static Task DeleteExpired(StripeWorld world) => new RetentionService<BillingDb>(
        world.Billing.Service.Services.GetRequiredService<IServiceScopeFactory>(), world.Clock, NullLogger<RetentionService<BillingDb>>.Instance).DeleteExpired(CancellationToken.None);

    /// <summary>Of the pages that are remembered.</summary>
    private static Task<List<string>> References(StripeWorld world) => world.Billing.Service.Read(db => db.Set<PaymentMethodSetup>().Select(s => s.Reference).ToListAsync());
}
