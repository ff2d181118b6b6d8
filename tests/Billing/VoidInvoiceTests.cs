using Contracts.Common.V1;
using Contracts.Events;
using Grpc.Core;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using State = Contracts.Billing.V1.InvoiceState;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

/// <summary>The state machine of an invoice: every move, allowed or refused.</summary>
public sealed class VoidInvoiceTests
{
    public enum Move
    {
        Revise,
        Delete,
        Finalise,
        PayPart,
        PayWhole,
        CreditPart,
        CreditWhole,
        Void,
        MarkUncollectible,
        RetryCharge,
    }

    public static TheoryData<State, Move, object> Moves
    {
        get
        {
            var moves = new TheoryData<State, Move, object>();
            void Row(State from, params object[] outcomes)
            {
                foreach (var (move, outcome) in Enum.GetValues<Move>().Zip(outcomes, (move, outcome) => (move, outcome)))
                {
                    moves.Add(from, move, outcome);
                }
            }

            const string notDraft = "INVOICE_NOT_DRAFT", notOpen = "INVOICE_NOT_OPEN", notCreditable = "INVOICE_NOT_CREDITABLE", gone = "NOT_FOUND";
            //                       Revise       Delete    Finalise    PayPart              PayWhole     CreditPart           CreditWhole    Void         MarkUncollectible    RetryCharge
            Row(State.Draft,         State.Draft, gone,     State.Open, notOpen,             notOpen,     notCreditable,       notCreditable, notOpen,     notOpen,             notOpen);
            Row(State.Open,          notDraft,    notDraft, notDraft,   State.Open,          State.Paid,  State.Open,          State.Paid,    State.Void,  State.Uncollectible, "NO_PAYMENT_METHOD");
            Row(State.Paid,          notDraft,    notDraft, notDraft,   notOpen,             notOpen,     State.Paid,          State.Paid,    notOpen,     notOpen,             notOpen);
            Row(State.Void,          notDraft,    notDraft, notDraft,   notOpen,             notOpen,     notCreditable,       notCreditable, notOpen,     notOpen,             notOpen);
            Row(State.Uncollectible, notDraft,    notDraft, notDraft,   State.Uncollectible, State.Paid,  State.Uncollectible, State.Paid,    notOpen,     notOpen,             notOpen);
            return moves;
        }
    }

    [Fact]
    public async Task An_invoice_that_has_changed_meanwhile_is_neither_ended_nor_credited()
    {
        await using var billing = await BillingUnderTest.Start();
        var seen = await billing.Bill(PeriodStarted());
        await billing.Pay(seen, 10);
        var line = new Wire.CreditedLine { Position = 1, Amount = Contracts.Common.V1.Money.From(5, "EUR") };

        (await Refused.By(billing.Staff.VoidInvoiceAsync(new() { InvoiceId = seen.Id, Reason = "Wrong", Etag = seen.Etag }))).Reason.ShouldBe("ETAG_MISMATCH");
        (await Refused.By(billing.Staff.MarkUncollectibleAsync(new() { InvoiceId = seen.Id, Reason = "Gone", Etag = seen.Etag }))).Reason.ShouldBe("ETAG_MISMATCH");
        (await Refused.By(billing.Staff.CreateCreditNoteAsync(new() { InvoiceId = seen.Id, Reason = "Agreed", Lines = { line }, Etag = seen.Etag }))).Reason.ShouldBe("ETAG_MISMATCH");

        var now = await billing.Invoice(seen.Id);
        (now.State, now.AmountDue.ToDecimal()).ShouldBe((Wire.InvoiceState.Open, 30m));
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task Every_move_is_allowed_or_refused(State from, Move move, object outcome)
    {
        await using var billing = await BillingUnderTest.Start();
        var before = await Bring(billing, from);
        before.State.ShouldBe(from);

        if (outcome is State to)
        {
            await Do(billing, before, move);
            (await billing.Invoice(before.Id)).State.ShouldBe(to);
        }
        else if (move == Move.Delete && from == State.Draft)
        {
            await Do(billing, before, move);
            (await Refused.By(billing.Staff.GetInvoiceAsync(new Wire.GetInvoiceRequest { Id = before.Id }))).Reason.ShouldBe((string)outcome);
        }
        else
        {
            var refused = Refused.From(await Should.ThrowAsync<RpcException>(() => Do(billing, before, move)));
            (refused.Status, refused.Reason).ShouldBe((StatusCode.FailedPrecondition, (string)outcome));
            (await billing.Invoice(before.Id)).ShouldBe(before);
        }
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_voided_invoice_keeps_its_number_and_gives_its_account_credit_back(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var ada = await billing.Known();
        await billing.Give(ada.Id, 15);
        var start = PeriodStarted(customer: ada);
        var invoice = await billing.Bill(start);
        invoice.AccountCreditApplied.ShouldBe(Money.From(15, "EUR"));

        var voided = await billing.Staff.VoidInvoiceAsync(new Wire.VoidInvoiceRequest { InvoiceId = invoice.Id, Reason = "Billed twice", Etag = invoice.Etag });
        // Its period is not billed again, and a close finds nothing to credit.
        await billing.ForgetInbox();
        await billing.Deliver(start);
        await billing.Deliver(Closed(start.Subject, ada, credit: "full"));

        (voided.State, voided.Number, voided.StateReason, voided.AmountDue.ToDecimal(), voided.AccountCreditApplied.ToDecimal())
            .ShouldBe((State.Void, invoice.Number, "Billed twice", 0m, 0m));
        (await billing.CreditOf(ada.Id)).ShouldBe(15);
        (await billing.EntriesOf(ada.Id))[0].Reason.ShouldBe(Wire.AccountCreditReason.InvoiceVoided);
        (await billing.InvoicesOf(start.AggregateId)).ShouldHaveSingleItem().ShouldBe(voided);
        (await billing.CreditNotesOf(start.AggregateId)).ShouldBeEmpty();
        var reported = (await billing.Service.Raised<InvoiceVoided>()).ShouldHaveSingleItem();
        (reported.Subject.Number, reported.Reason, reported.Total).ShouldBe((invoice.Number, "Billed twice", new EventMoney("EUR", 40)));
        // The next one takes the next number.
        (await billing.Bill(PeriodStarted(customer: ada))).Number.ShouldBe("INV/2026/00002");
    }

    [Fact]
    public async Task What_was_paid_in_part_or_is_being_charged_is_not_voided()
    {
        await using var billing = await BillingUnderTest.Start();
        var paid = await billing.Bill(PeriodStarted());
        await billing.Pay(paid, 1);
        var ada = Customer();
        await billing.AddCard(ada.Id, TestCards.TimesOutAndSucceeds);
        var charged = await billing.Charged((await billing.Bill(PeriodStarted(customer: ada))).Id);

        (await Refused.By(Void(billing, paid))).Reason.ShouldBe("INVOICE_HAS_PAYMENTS");
        (await Refused.By(Void(billing, charged))).Reason.ShouldBe("PAYMENT_UNRESOLVED");
        (await Refused.By(MarkUncollectible(billing, charged))).Reason.ShouldBe("PAYMENT_UNRESOLVED");
    }

    [Fact]
    public async Task What_was_given_up_is_not_charged_by_itself_but_may_come_in()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = Customer();
        var invoice = await billing.Bill(PeriodStarted(customer: ada));

        var uncollectible = await MarkUncollectible(billing, invoice);
        await billing.AddCard(ada.Id, TestCards.Good);
        await billing.Service.RunDueWork();
        var inPortal = await billing.Portal(ada.Id).GetInvoiceAsync(new Wire.GetPortalInvoiceRequest { Id = invoice.Id });
        var untouched = await billing.Invoice(invoice.Id);
        await billing.Pay(untouched, 40);

        (uncollectible.State, uncollectible.StateReason, uncollectible.AmountDue.ToDecimal()).ShouldBe((State.Uncollectible, "Gone abroad", 40m));
        inPortal.StateReason.ShouldBe("");
        untouched.Attempts.ShouldBeEmpty();
        (await billing.Invoice(invoice.Id)).State.ShouldBe(State.Paid);
        (await billing.Service.Raised<InvoiceMarkedUncollectible>()).ShouldHaveSingleItem().AmountDue.ShouldBe(new EventMoney("EUR", 40));
    }

    [Fact]
    public async Task Both_need_a_reason()
    {
        await using var billing = await BillingUnderTest.Start();
        var invoice = await billing.Bill(PeriodStarted());

        (await Refused.By(billing.Staff.VoidInvoiceAsync(new Wire.VoidInvoiceRequest { InvoiceId = invoice.Id }))).Violations.ShouldBe(["reason:REQUIRED"]);
        (await Refused.By(billing.Staff.MarkUncollectibleAsync(new Wire.MarkUncollectibleRequest { InvoiceId = invoice.Id }))).Violations.ShouldBe(["reason:REQUIRED"]);
    }

    private static async Task<Wire.Invoice> Bring(BillingUnderTest billing, State state)
    {
        if (state == State.Draft)
        {
            var known = await billing.Known();
            return await billing.Draft(known.Id, ("Workshop", 1, 40));
        }

        var invoice = await billing.Bill(PeriodStarted());
        switch (state)
        {
            case State.Paid:
                await billing.Pay(invoice, 40);
                break;
            case State.Void:
                await Void(billing, invoice);
                break;
            case State.Uncollectible:
                await MarkUncollectible(billing, invoice);
                break;
        }

        return await billing.Invoice(invoice.Id);
    }

    private static async Task Do(BillingUnderTest billing, Wire.Invoice invoice, Move move)
    {
        switch (move)
        {
            case Move.Revise:
                await billing.Staff.ReviseDraftInvoiceAsync(new Wire.ReviseDraftInvoiceRequest { InvoiceId = invoice.Id, Lines = { BillingUnderTest.DraftLine("Talk", 1, 20) } });
                break;
            case Move.Delete:
                await billing.Staff.DeleteDraftInvoiceAsync(new Wire.DeleteDraftInvoiceRequest { InvoiceId = invoice.Id });
                break;
            case Move.Finalise:
                await billing.Staff.FinaliseInvoiceAsync(new Wire.FinaliseInvoiceRequest { InvoiceId = invoice.Id });
                break;
            case Move.PayPart:
                await billing.Pay(invoice, 1);
                break;
            case Move.PayWhole:
                await billing.Pay(invoice, 40);
                break;
            case Move.CreditPart:
                await billing.Credit(invoice, 1);
                break;
            case Move.CreditWhole:
                await billing.CreditWhole(invoice);
                break;
            case Move.Void:
                await Void(billing, invoice);
                break;
            case Move.MarkUncollectible:
                await MarkUncollectible(billing, invoice);
                break;
            case Move.RetryCharge:
                await billing.Staff.RetryPaymentAsync(new Wire.RetryPaymentRequest { InvoiceId = invoice.Id });
                break;
        }
    }

    private static AsyncUnaryCall<Wire.Invoice> Void(BillingUnderTest billing, Wire.Invoice invoice) =>
        billing.Staff.VoidInvoiceAsync(new Wire.VoidInvoiceRequest { InvoiceId = invoice.Id, Reason = "Billed twice" });

    private static AsyncUnaryCall<Wire.Invoice> MarkUncollectible(BillingUnderTest billing, Wire.Invoice invoice) =>
        billing.Staff.MarkUncollectibleAsync(new Wire.MarkUncollectibleRequest { InvoiceId = invoice.Id, Reason = "Gone abroad" });
}
