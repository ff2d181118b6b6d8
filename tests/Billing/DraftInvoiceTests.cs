using Contracts.Common.V1;
using Contracts.Events;
using Grpc.Core;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

public sealed class DraftInvoiceTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_draft_is_edited_finalised_and_paid_as_any_other(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var ada = await billing.Known();
        await billing.AddCard(ada.Id, TestCards.Good);
        await billing.Give(ada.Id, 5);

        var draft = await billing.Draft(ada.Id, ("Workshop", 2, 30), ("Book", 1, 12.50m));
        var revised = await billing.Staff.ReviseDraftInvoiceAsync(new Wire.ReviseDraftInvoiceRequest
        {
            InvoiceId = draft.Id, Etag = draft.Etag, Lines = { BillingUnderTest.DraftLine("Workshop", 1, 30), BillingUnderTest.DraftLine("Travel", 3, 1), BillingUnderTest.DraftLine("Book", 1, 2) },
        });
        var hidden = await Refused.By(billing.Portal(ada.Id).GetInvoiceAsync(new Wire.GetPortalInvoiceRequest { Id = draft.Id }));
        var final = await billing.Staff.FinaliseInvoiceAsync(new Wire.FinaliseInvoiceRequest { InvoiceId = draft.Id, Etag = revised.Etag });
        var paid = await billing.Charged(final.Id);

        (draft.State, draft.Number, draft.Kind, draft.Total, draft.Source, draft.PeriodStart)
            .ShouldBe((Wire.InvoiceState.Draft, "", Wire.InvoiceKind.OneOff, Money.From(72.50m, "EUR"), null, null));
        revised.Lines.Select(l => (l.Position, l.Description.Values["en"], l.Quantity, l.Amount.ToDecimal())).ShouldBe([(1, "Workshop", 1, 30), (2, "Travel", 3, 3), (3, "Book", 1, 2)]);
        hidden.Status.ShouldBe(StatusCode.NotFound);
        (final.Number, final.IssueDate.ToDateOnly(), final.DueDate.ToDateOnly()).ShouldBe(("INV/2026/00001", Day("2026-01-15"), Day("2026-01-29")));
        (paid.State, paid.Total.ToDecimal(), paid.AccountCreditApplied.ToDecimal(), paid.AmountPaid.ToDecimal()).ShouldBe((Wire.InvoiceState.Paid, 35m, 5m, 30m));
        (await billing.Portal(ada.Id).GetInvoiceAsync(new Wire.GetPortalInvoiceRequest { Id = draft.Id })).CustomerName.ShouldBe(ada.Name);
        (await billing.Service.Raised<InvoiceIssued>()).ShouldHaveSingleItem().Source.ShouldBeNull();
    }

    [Fact]
    public async Task A_draft_that_is_deleted_leaves_no_gap_in_the_numbers()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = await billing.Known();
        var draft = await billing.Draft(ada.Id, ("Workshop", 1, 30));

        (await billing.Staff.DeleteDraftInvoiceAsync(new Wire.DeleteDraftInvoiceRequest { InvoiceId = draft.Id, Etag = draft.Etag })).ShouldBe(draft);

        (await Refused.By(billing.Staff.GetInvoiceAsync(new Wire.GetInvoiceRequest { Id = draft.Id }))).Status.ShouldBe(StatusCode.NotFound);
        var next = await billing.Draft(ada.Id, ("Workshop", 1, 30));
        (await billing.Staff.FinaliseInvoiceAsync(new Wire.FinaliseInvoiceRequest { InvoiceId = next.Id })).Number.ShouldBe("INV/2026/00001");
    }

    [Fact]
    public async Task It_may_name_an_order_of_the_customer_beside_the_periods_that_are_billed()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted(customer: await billing.Known());
        var period = await billing.Bill(start);
        var request = new Wire.CreateDraftInvoiceRequest
        {
            CustomerId = period.CustomerId, SubscriptionId = period.Source.Id, Lines = { BillingUnderTest.DraftLine("Workshop", 1, 30) },
        };

        var first = await billing.Staff.CreateDraftInvoiceAsync(request);
        var second = await billing.Staff.CreateDraftInvoiceAsync(request);
        await billing.Staff.FinaliseInvoiceAsync(new Wire.FinaliseInvoiceRequest { InvoiceId = first.Id });
        await billing.Deliver(Closed(start.Subject, start.Customer, credit: "full"));

        (first.Source.Number, first.Id == second.Id).ShouldBe(("S00042", false));
        (await billing.InvoicesOf(start.AggregateId)).Count.ShouldBe(3);
        // The close credits the period, and nothing that was billed by hand.
        (await billing.CreditNotesOf(start.AggregateId)).ShouldHaveSingleItem().InvoiceNumber.ShouldBe(period.Number);
        (await billing.Service.Raised<InvoiceIssued>()).Last().Source.ShouldBeEquivalentTo(start.Subject);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task An_invoice_by_hand_on_the_day_on_which_a_period_begins_is_not_taken_for_the_periods(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var start = PeriodStarted(customer: await billing.Known());
        var first = await billing.Bill(start);
        billing.Clock.SetUtcNow(new DateTimeOffset(2026, 2, 15, 10, 0, 0, TimeSpan.Zero));
        var byHand = await billing.Staff.CreateDraftInvoiceAsync(new Wire.CreateDraftInvoiceRequest
        {
            CustomerId = first.CustomerId, SubscriptionId = first.Source.Id, Lines = { BillingUnderTest.DraftLine("Workshop", 1, 30) },
        });
        await billing.Staff.FinaliseInvoiceAsync(new Wire.FinaliseInvoiceRequest { InvoiceId = byHand.Id });

        var second = await billing.Bill(PeriodStarted(start.Subject, start.Customer, "2026-02-15", "2026-03-15"));

        (second.Kind, second.Total.ToDecimal()).ShouldBe((Wire.InvoiceKind.Period, 40m));
        (await billing.InvoicesOf(start.AggregateId)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_cannot_be_billed_is_refused_field_by_field()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = await billing.Known();
        var stranger = await billing.Bill(PeriodStarted());

        var empty = await Refused.By(billing.Staff.CreateDraftInvoiceAsync(new Wire.CreateDraftInvoiceRequest()));
        var wrong = await Refused.By(billing.Staff.CreateDraftInvoiceAsync(new Wire.CreateDraftInvoiceRequest
        {
            CustomerId = ada.Id.ToString(), Lines = { BillingUnderTest.DraftLine("", 0, -1), BillingUnderTest.DraftLine("Book", 1, 1) },
        }));
        var currency = await Refused.By(billing.Staff.CreateDraftInvoiceAsync(new Wire.CreateDraftInvoiceRequest
        {
            CustomerId = ada.Id.ToString(), Lines = { BillingUnderTest.DraftLine("Book", 1, 1, "USD") },
        }));
        var order = await Refused.By(billing.Staff.CreateDraftInvoiceAsync(new Wire.CreateDraftInvoiceRequest
        {
            CustomerId = ada.Id.ToString(), SubscriptionId = stranger.Source.Id, Lines = { BillingUnderTest.DraftLine("Book", 1, 1) },
        }));
        var tooMuch = await Refused.By(billing.Staff.CreateDraftInvoiceAsync(new Wire.CreateDraftInvoiceRequest
        {
            CustomerId = ada.Id.ToString(), Lines = { BillingUnderTest.DraftLine("Yacht", 9_999, 100_000_000), BillingUnderTest.DraftLine("Yacht", 1, 100_000_000) },
        }));
        var unknown = await Refused.By(billing.Staff.CreateDraftInvoiceAsync(new Wire.CreateDraftInvoiceRequest
        {
            CustomerId = Guid.CreateVersion7().ToString(), Lines = { BillingUnderTest.DraftLine("Book", 1, 1) },
        }));

        empty.Violations.ShouldBe(["customer_id:REQUIRED", "lines:REQUIRED"]);
        wrong.Violations.ShouldBe(["lines[0].description:REQUIRED", "lines[0].quantity:OUT_OF_RANGE", "lines[0].unit_price:NEGATIVE"]);
        currency.Violations.ShouldBe(["lines[0].unit_price.currency_code:WRONG_CURRENCY"]);
        order.Violations.ShouldBe(["subscription_id:UNKNOWN_SUBSCRIPTION"]);
        (tooMuch.Status, tooMuch.Violations.Single()).ShouldBe((StatusCode.InvalidArgument, "lines:TOTAL_TOO_LARGE"));
        unknown.Status.ShouldBe(StatusCode.NotFound);
    }
}
