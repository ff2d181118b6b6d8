using Contracts.Events;
using Contracts.Notifications.V1;
using Google.Protobuf;
using Grpc.Core;
using static Testing.SomeEvents;
using Subject = Contracts.Events.Subject;
using SubjectKind = Contracts.Common.V1.SubjectKind;

namespace Notifications.Tests;

/// <summary>The chatter of what is not a subscription, and who sees it.</summary>
public sealed class SubjectChatterTests(SharedNotifications shared) : IClassFixture<SharedNotifications>
{
    private static readonly string[] Threads = [SubjectKinds.Subscription, SubjectKinds.Pass, SubjectKinds.Customer, SubjectKinds.DunningCase];

    public static TheoryData<string> Kinds => [.. Threads];

    [Fact]
    public async Task A_one_off_invoice_leaves_its_trail_with_its_customer()
    {
        var notifications = shared.Service;
        var (invoice, customer) = (InvoiceSubject("INV/2026/00007"), Customer());
        await notifications.Deliver(CustomerChanged(customer));
        await notifications.Deliver(Issued(invoice, null, customer));
        await notifications.Deliver(Credit(invoice, null, customer, "overpaid", 5, minute: 2));
        await notifications.Deliver(Credit(Subject.Customer(customer), null, customer, "given", 7, minute: 3));
        await notifications.Deliver(Credit(Subject.Customer(customer), null, customer, "taken_back", -2, minute: 4));

        var ofCustomer = await Entries(notifications, new() { CustomerId = customer.Id.ToString() });
        var ofInvoice = await Entries(notifications, new() { InvoiceId = invoice.Id.ToString() });

        ofCustomer.Select(e => (e.Kind, e.Subject.Kind, e.VisibleToCustomer, e.Amount?.ToDecimal())).ShouldBe(
        [
            (ChatterKind.AccountCreditTakenBack, SubjectKind.Customer, true, 2m),
            (ChatterKind.AccountCreditGiven, SubjectKind.Customer, true, 7m),
            (ChatterKind.AccountCreditAdded, SubjectKind.Invoice, true, 5m),
            (ChatterKind.InvoiceIssued, SubjectKind.Invoice, true, 40m),
            (ChatterKind.CustomerChanged, SubjectKind.Customer, false, null),
        ]);
        ofInvoice.ShouldBe(ofCustomer.Where(e => e.Subject.Kind == SubjectKind.Invoice));
        ofInvoice.ShouldAllBe(e => e.Subject.Id == invoice.Id.ToString() && e.Subject.Number == "INV/2026/00007" && e.Thread.Id == customer.Id.ToString());
    }

    [Fact]
    public async Task What_is_about_an_invoice_stands_with_what_it_bills_and_is_found_by_both()
    {
        var notifications = shared.Service;
        var (order, invoice, customer) = (Order(), InvoiceSubject(), Customer());
        await notifications.Deliver(Confirmed(order, customer));
        await notifications.Deliver(Issued(invoice, order, customer));

        var note = await notifications.Chatter.PostNoteAsync(new() { InvoiceId = invoice.Id.ToString(), Text = "Paper copy sent" });

        (note.Subject.Kind, note.Subject.Number, note.Thread.Kind, note.Thread.Id).ShouldBe(
            (SubjectKind.Invoice, invoice.Number, SubjectKind.Subscription, order.Id.ToString()));
        (await Entries(notifications, new() { InvoiceId = invoice.Id.ToString() })).Select(e => e.Kind).ShouldBe([ChatterKind.Note, ChatterKind.InvoiceIssued]);
        (await notifications.EntriesOfEvents(order)).Select(e => e.Kind).ShouldBe([ChatterKind.Note, ChatterKind.InvoiceIssued, ChatterKind.Confirmed]);
        (await Entries(notifications, new() { CustomerId = customer.Id.ToString() })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Payments_of_an_invoice_in_a_dunning_case_stand_with_the_case_too_and_once_with_the_order()
    {
        var notifications = shared.Service;
        var (order, invoice, customer) = (Order(), InvoiceSubject(), Customer());
        var dunning = Subject.WithoutName(SubjectKinds.DunningCase, Guid.CreateVersion7(), "DUN/2026/00001");
        await notifications.Deliver(Failed(1, null));
        await notifications.Deliver(new DunningStarted(Guid.CreateVersion7(), dunning.Id, Staff, Morning.AddMinutes(1), dunning, order, customer, new EventMoney("EUR", 40), "insufficient_funds"));
        await notifications.Deliver(Failed(2, dunning.Id));
        await notifications.Deliver(new PaymentConfirmationRequested(
            Guid.CreateVersion7(), invoice.Id, Staff, Morning.AddMinutes(3), invoice, order, customer, new EventMoney("EUR", 40), 3, Morning.AddDays(1), dunning.Id));
        await notifications.Deliver(new PaymentSucceeded(
            Guid.CreateVersion7(), invoice.Id, Staff, Morning.AddMinutes(4), invoice, order, customer, new EventMoney("EUR", 40), "card", "sandbox:1", true, dunning.Id));
        await notifications.Deliver(Failed(5, Guid.CreateVersion7()));

        (await Entries(notifications, new() { DunningCaseId = dunning.Id.ToString() })).Select(e => (e.Kind, e.Subject.Kind)).ShouldBe(
        [
            (ChatterKind.PaymentRegistered, SubjectKind.Invoice),
            (ChatterKind.ConfirmationRequested, SubjectKind.Invoice),
            (ChatterKind.PaymentFailed, SubjectKind.Invoice),
            (ChatterKind.DunningStarted, SubjectKind.DunningCase),
        ]);
        (await notifications.EntriesOfEvents(order)).Count.ShouldBe(6, "each stands there once");

        PaymentFailed Failed(int minute, Guid? caseId) => new(
            Guid.CreateVersion7(), invoice.Id, Staff, Morning.AddMinutes(minute), invoice, order, customer, new EventMoney("EUR", 40), "insufficient_funds", minute, false, caseId);
    }

    [Fact]
    public async Task A_note_on_an_order_has_the_orders_number_though_its_first_entry_is_about_an_invoice()
    {
        var notifications = shared.Service;
        var (order, customer) = (Order(), Customer());
        await notifications.Deliver(Issued(InvoiceSubject(), order, customer));
        await notifications.Deliver(Confirmed(order, customer) with { OccurredAt = Morning.AddHours(1) });

        var note = await notifications.Chatter.PostNoteAsync(new() { SubscriptionId = order.Id.ToString(), Text = "Called" });

        (note.Subject.Kind, note.Subject.Number).ShouldBe((SubjectKind.Subscription, order.Number));
        (await Entries(notifications, new() { InvoiceId = order.Id.ToString() })).ShouldBeEmpty("the id is not an invoice's");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_has_a_thread_that_takes_notes(string kind)
    {
        var notifications = shared.Service;
        var (subject, customer) = (new Subject(kind, Guid.CreateVersion7(), "N00001", new Dictionary<string, string>()), Customer());
        await notifications.Deliver(Credit(subject, null, customer, "given", 7));

        var request = Naming(new PostNoteRequest { Text = "Called" }, subject);
        var note = await notifications.Chatter.PostNoteAsync(request);

        (note.Thread.Id, note.Subject.Id, note.Subject.Number).ShouldBe((subject.Id.ToString(), subject.Id.ToString(), "N00001"));
        (await Entries(notifications, Naming(new ListChatterEntriesRequest(), subject))).Select(e => e.Kind).ShouldBe([ChatterKind.Note, ChatterKind.AccountCreditGiven]);
        foreach (var other in Threads.Where(other => other != kind))
        {
            (await Entries(notifications, Naming(new ListChatterEntriesRequest(), subject with { Kind = other }))).ShouldBeEmpty("the id is not one of that kind");
        }
    }

    [Theory]
    [InlineData(SubjectKinds.Subscription)]
    [InlineData(SubjectKinds.Pass)]
    [InlineData(SubjectKinds.Invoice)]
    public async Task Customers_see_what_is_visible_of_their_own_subject_only(string kind)
    {
        var notifications = shared.Service;
        var (subject, customer) = (new Subject(kind, Guid.CreateVersion7(), "N00001", new Dictionary<string, string>()), Customer());
        await notifications.Deliver(Credit(subject, null, customer, "overpaid", 7));
        await notifications.Chatter.PostNoteAsync(Naming(new PostNoteRequest { Text = "For staff" }, subject));
        await notifications.Chatter.PostNoteAsync(Naming(new PostNoteRequest { Text = "For both", VisibleToCustomer = true }, subject));
        var request = Naming(new ListPortalChatterEntriesRequest(), subject);

        (await notifications.Portal(customer).ListChatterEntriesAsync(request)).Entries.Select(e => e.Text).ShouldBe(["For both", ""]);
        (await Refused.By(notifications.Portal(Customer()).ListChatterEntriesAsync(request))).Status.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task A_request_that_names_no_subject_is_refused_and_so_is_a_note_on_what_nothing_is_known_of()
    {
        var notifications = shared.Service;

        (await Refused.By(notifications.Chatter.ListChatterEntriesAsync(new()))).Violations.ShouldBe(["subject:REQUIRED"]);
        (await Refused.By(notifications.Chatter.PostNoteAsync(new() { Text = "x" }))).Violations.ShouldBe(["subject:REQUIRED"]);
        (await Refused.By(notifications.Portal(Customer()).ListChatterEntriesAsync(new()))).Violations.ShouldBe(["subject:REQUIRED"]);
        (await Refused.By(notifications.Chatter.ListChatterEntriesAsync(new() { CustomerId = "me" }))).Violations.ShouldBe(["customer_id:NOT_AN_ID"]);
        (await Refused.By(notifications.Chatter.PostNoteAsync(new() { InvoiceId = Guid.CreateVersion7().ToString(), Text = "x" }))).Status.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task Mails_are_listed_by_what_they_are_about()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var (order, customer) = (Order(), Customer());
        await notifications.Deliver(Closed(order, customer));

        var mail = (await notifications.Mails.ListMailsAsync(new() { SubscriptionId = order.Id.ToString() })).Mails.ShouldHaveSingleItem();

        (mail.About.Kind, mail.About.Id, mail.About.Number).ShouldBe((SubjectKind.Subscription, order.Id.ToString(), order.Number));
        (await notifications.Mails.ListMailsAsync(new() { InvoiceId = order.Id.ToString() })).Mails.ShouldBeEmpty("it is about no invoice");
        (await notifications.Mails.ListMailsAsync(new())).Mails.Count.ShouldBe(1);
    }

    /// <summary>Those of events: a mail that goes out is noted in its own time.</summary>
    private static async Task<IReadOnlyList<ChatterEntry>> Entries(NotificationsUnderTest notifications, ListChatterEntriesRequest request) =>
        [.. (await notifications.Chatter.ListChatterEntriesAsync(request)).Entries.Where(e => e.Kind != ChatterKind.MailSent)];

    private static T Naming<T>(T request, Subject subject)
        where T : IMessage
    {
        request.Descriptor.FindFieldByName($"{subject.Kind}_id").Accessor.SetValue(request, subject.Id.ToString());
        return request;
    }

    private static InvoiceIssued Issued(Subject invoice, Subject? source, EventCustomer customer) => new(
        Guid.CreateVersion7(), invoice.Id, Staff, Morning.AddMinutes(30), invoice, source, customer, new EventMoney("EUR", 40), null, null, Day("2026-01-29"));

    private static AccountCreditChanged Credit(Subject subject, Subject? source, EventCustomer customer, string reason, decimal amount, int minute = 1) => new(
        Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning.AddMinutes(30 + minute), subject, source, customer, reason, new EventMoney("EUR", amount), new EventMoney("EUR", 20));
}
