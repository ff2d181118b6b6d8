using Billing.Subscriptions.Periods;
using Contracts.Events;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

public sealed class PaymentMethodTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Adding_a_card_charges_what_is_open(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var ada = Customer();
        var january = await billing.Bill(PeriodStarted(customer: ada));
        var february = await billing.Bill(PeriodStarted(customer: ada, start: "2026-02-15", end: "2026-03-15"));
        var foreign = await billing.Bill(PeriodStarted(customer: Customer("Grace Hopper")));
        await billing.Staff.RegisterPaymentAsync(new Wire.RegisterPaymentRequest
        {
            InvoiceId = january.Id,
            Amount = Contracts.Common.V1.Money.From(15, "EUR"),
            Method = Wire.PaymentMethod.Cash,
        });

        var card = await billing.AddCard(ada.Id, TestCards.Good);

        (card.Brand, card.Last4, card.ExpiryMonth, card.ExpiryYear, card.IsDefault, card.Provider).ShouldBe(("visa", "4242", 12, 2030, true, "sandbox"));
        (await billing.Charged(january.Id)).State.ShouldBe(Wire.InvoiceState.Paid);
        (await billing.Charged(february.Id)).State.ShouldBe(Wire.InvoiceState.Paid);
        var other = await billing.Invoice(foreign.Id);
        (other.State, other.Attempts.Count).ShouldBe((Wire.InvoiceState.Open, 0));
        (await billing.BankCharges()).Select(c => c.Amount).ShouldBe([25, 40], ignoreOrder: true);
        (await billing.Service.Raised<PaymentSucceeded>()).Where(e => e.Method == "card").ShouldAllBe(e => e.Actor.Kind == "customer");
    }

    /// <summary>The invoice is saved and not committed when the card comes: whoever adds it must not go on as if there were none.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_card_and_an_invoice_that_are_made_at_the_same_moment_do_not_overlook_each_other(bool hadACard)
    {
        await using var billing = await BillingUnderTest.Start(database: DatabaseProvider.Postgres);
        var ada = Customer();
        if (hadACard)
        {
            var old = await billing.AddCard(ada.Id, TestCards.Good);
            await billing.Methods.RemovePaymentMethodAsync(new Wire.RemovePaymentMethodRequest { Id = old.Id });
        }

        var e = PeriodStarted(customer: ada) with { Sequence = 1 };
        bool added;
        await using (var scope = billing.Service.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<BillingDb>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await ActivatorUtilities.CreateInstance<IssueInvoice>(scope.ServiceProvider).Handle(e, CancellationToken.None);
            await db.SaveChangesAsync();
            added = await IsAdded(billing, ada.Id);
            await transaction.CommitAsync();
        }

        while (!added)
        {
            added = await IsAdded(billing, ada.Id);
        }

        var invoice = (await billing.InvoicesOf(e.AggregateId)).ShouldHaveSingleItem();
        var charged = await billing.Charged(invoice.Id);
        charged.State.ShouldBe(Wire.InvoiceState.Paid, $"{charged}");
    }

    [Fact]
    public async Task Another_default_charges_what_the_first_could_not()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = Customer();
        var good = await billing.AddCard(ada.Id, TestCards.Good);
        await billing.AddCard(ada.Id, TestCards.InsufficientFunds);
        var invoice = await billing.Charged((await billing.Bill(PeriodStarted(customer: ada))).Id);
        var methods = new Wire.ListPaymentMethodsRequest { CustomerId = ada.Id.ToString() };

        (await billing.Methods.ListPaymentMethodsAsync(methods)).PaymentMethods.Select(m => (m.Last4, m.IsDefault)).ShouldBe([("9995", true), ("4242", false)], ignoreOrder: true);
        var chosen = await billing.Methods.SetDefaultPaymentMethodAsync(new Wire.SetDefaultPaymentMethodRequest { Id = good.Id });
        var paid = await billing.Charged(invoice.Id, attempts: 2);

        chosen.IsDefault.ShouldBeTrue();
        (await billing.Methods.ListPaymentMethodsAsync(methods)).PaymentMethods.Select(m => (m.Last4, m.IsDefault)).ShouldBe([("9995", false), ("4242", true)], ignoreOrder: true);
        paid.State.ShouldBe(Wire.InvoiceState.Paid);
    }

    [Fact]
    public async Task What_is_removed_is_not_charged()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = Customer();
        var portal = billing.Portal(ada.Id);
        var card = await billing.AddCard(ada.Id, TestCards.Good);

        var removed = await portal.RemovePaymentMethodAsync(new Wire.RemovePortalPaymentMethodRequest { Id = card.Id });
        var invoice = await billing.Bill(PeriodStarted(customer: ada));
        await billing.Service.RunDueWork();

        (removed.Id, removed.IsDefault).ShouldBe((card.Id, false));
        (await portal.ListPaymentMethodsAsync(new Wire.ListPortalPaymentMethodsRequest())).PaymentMethods.ShouldBeEmpty();
        (await billing.Invoice(invoice.Id)).Attempts.ShouldBeEmpty();
        (await Refused.By(portal.RemovePaymentMethodAsync(new Wire.RemovePortalPaymentMethodRequest { Id = card.Id }))).Reason.ShouldBe("NOT_FOUND");
    }

    [Fact]
    public async Task Of_two_cards_the_other_one_is_removed_and_the_default_stays()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = Guid.CreateVersion7();
        var (other, chosen) = (await billing.AddCard(ada, TestCards.Good), await billing.AddCard(ada, TestCards.InsufficientFunds));

        await billing.Portal(ada).RemovePaymentMethodAsync(new Wire.RemovePortalPaymentMethodRequest { Id = other.Id });

        (await billing.Portal(ada).ListPaymentMethodsAsync(new Wire.ListPortalPaymentMethodsRequest())).PaymentMethods.ShouldHaveSingleItem().ShouldBe(chosen);
        chosen.IsDefault.ShouldBeTrue();
    }

    [Fact]
    public async Task Another_customers_card_does_not_exist_for_them()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = Customer();
        var card = await billing.AddCard(ada.Id, TestCards.Good);
        var stranger = billing.Portal(Guid.CreateVersion7());

        (await stranger.ListPaymentMethodsAsync(new Wire.ListPortalPaymentMethodsRequest())).PaymentMethods.ShouldBeEmpty();
        (await Refused.By(stranger.RemovePaymentMethodAsync(new Wire.RemovePortalPaymentMethodRequest { Id = card.Id }))).Status.ShouldBe(StatusCode.NotFound);
        (await Refused.By(stranger.SetDefaultPaymentMethodAsync(new Wire.SetDefaultPortalPaymentMethodRequest { Id = card.Id }))).Status.ShouldBe(StatusCode.NotFound);
        (await billing.Portal(ada.Id).ListPaymentMethodsAsync(new Wire.ListPortalPaymentMethodsRequest())).PaymentMethods.ShouldHaveSingleItem().ShouldBe(card);
    }

    [Theory]
    [InlineData("4242424242424242")]
    [InlineData("sandbox_4243_122030")]
    [InlineData("sandbox_4242_132030")]
    public async Task A_token_that_the_provider_has_not_given_is_refused_and_not_repeated(string token)
    {
        await using var billing = await BillingUnderTest.Start();

        var refused = await Refused.By(billing.AddingCard(Guid.CreateVersion7(), token, requestId: "req-1"));

        refused.Violations.ShouldBe(["token:UNKNOWN_TOKEN"]);
        refused.Message.ShouldNotContain(token);
        (await billing.Service.Read(db => db.IdempotencyRecords.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_request_twice_is_one_card_and_the_eleventh_is_refused()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = Guid.CreateVersion7();

        var first = await billing.AddingCard(ada, TestCards.Good, requestId: "req-1");
        var second = await billing.AddingCard(ada, TestCards.Good, requestId: "req-1");
        for (var i = 2; i <= 10; i++)
        {
            await billing.AddCard(ada, TestCards.Good);
        }

        second.ShouldBe(first);
        (await Refused.By(billing.AddingCard(ada, TestCards.Good, requestId: "req-2"))).Reason.ShouldBe("TOO_MANY_PAYMENT_METHODS");
    }

    /// <summary>False when it collides with another caller, or has to wait for it longer than a moment.</summary>
    private static async Task<bool> IsAdded(BillingUnderTest billing, Guid customer)
    {
        try
        {
            await billing.Portal(customer).AddPaymentMethodAsync(
                new Wire.AddPortalPaymentMethodRequest { Token = TestCards.Good }, deadline: TimeProvider.System.GetUtcNow().AddSeconds(3).UtcDateTime);
            return true;
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Aborted or StatusCode.DeadlineExceeded or StatusCode.Cancelled)
        {
            return false;
        }
    }
}
