using ServiceDefaults.Errors;
using Subscriptions.Orders;
using Subscriptions.Tests.Support;

namespace Subscriptions.Tests.Access;

/// <summary>The aggregate refuses to interrupt service without prior notice, whoever asks (domain.md A3.37).</summary>
public sealed class PriorNoticeTests
{
    private static readonly DateTimeOffset Now = Drafts.Now;

    [Fact]
    public void With_a_notice_that_was_delivered_and_whose_day_has_come_it_is_restricted_once()
    {
        var order = Drafts.Confirmed();
        order.Restrict(Notice(order), Now);

        order.Restriction!.Since.ShouldBe(Now);
        Should.Throw<DomainException>(() => order.Restrict(Notice(order), Now)).Reason.ShouldBe("ALREADY_RESTRICTED");
    }

    [Fact]
    public void Without_one_it_is_neither_restricted_nor_closed_as_unpaid()
    {
        var order = Drafts.Confirmed();
        (PriorNotice Notice, string Reason)[] refused =
        [
            (Notice(order) with { SentAt = null }, "NO_NOTICE"),
            (Notice(order) with { Template = "payment_failed_3" }, "NO_NOTICE"),
            (Notice(order) with { Template = "" }, "NO_NOTICE"),
            (Notice(order) with { SubscriptionId = Guid.CreateVersion7() }, "NO_NOTICE"),
            (Notice(order) with { Bounced = true }, "NOTICE_BOUNCED"),
            (Notice(order) with { PromisedDay = null }, "NOT_YET"),
            (Notice(order) with { SentAt = Notice(order).Begins }, "NOTICE_LATE"),
            (Notice(order) with { SentAt = Now }, "NOTICE_LATE"),
            (Notice(order) with { SentAt = null, PromisedDay = DateOnly.FromDateTime(Now.UtcDateTime).AddDays(1) }, "NOT_YET"),
            (Notice(order) with { PromisedDay = DateOnly.FromDateTime(Now.UtcDateTime).AddDays(1) }, "NOT_YET"),
        ];
        foreach (var (notice, reason) in refused)
        {
            var events = order.EventCount;
            Should.Throw<DomainException>(() => order.Restrict(notice, Now)).Reason.ShouldBe(reason);
            Should.Throw<DomainException>(() => order.CloseUnpaid(notice, Drafts.Decision(), Now)).Reason.ShouldBe(reason);
            (order.Stage, order.Restriction, order.EventCount).ShouldBe((Stage.InProgress, null, events));
        }
    }

    [Fact]
    public void What_is_not_served_is_not_restricted()
    {
        var quotation = Drafts.Quotation();
        Should.Throw<DomainException>(() => quotation.Restrict(Notice(quotation), Now)).Reason.ShouldBe("NOT_SERVED");
        Should.Throw<DomainException>(() => quotation.CloseUnpaid(Notice(quotation), Drafts.Decision(), Now)).Reason.ShouldBe("NOT_CONFIRMED");

        var closed = Drafts.Confirmed();
        closed.Close(Drafts.Decision(), SomeEvents.Staff, Now);
        Should.Throw<DomainException>(() => closed.Restrict(Notice(closed), Now)).Reason.ShouldBe("NOT_SERVED");
        Should.Throw<DomainException>(() => closed.CloseUnpaid(Notice(closed), Drafts.Decision(), Now)).Reason.ShouldBe("ALREADY_CLOSED");
    }

    [Fact]
    public void A_close_ends_a_restriction()
    {
        var order = Drafts.Confirmed();
        order.Restrict(Notice(order), Now);
        order.Close(Drafts.Decision(), SomeEvents.Staff, Now);
        order.UndoClose(SomeEvents.Staff, Now.AddHours(1));

        order.Restriction.ShouldBeNull("what dunning wants of it then, it has to ask for again");
    }

    /// <summary>The first moment of the promised day, where the customer is: to the second.</summary>
    [Theory]
    [InlineData("UTC", "2026-03-08", "2026-03-08T00:00:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-03-08", "2026-03-07T10:00:00Z")]
    [InlineData("Pacific/Pago_Pago", "2026-03-08", "2026-03-08T11:00:00Z")]
    [InlineData("Europe/Rome", "2026-03-30", "2026-03-29T22:00:00Z")]
    [InlineData("America/Havana", "2026-03-08", "2026-03-08T05:00:00Z")]
    [InlineData("Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00Z")]
    public void The_promised_day_begins_where_the_customer_is(string zone, string day, string begins)
    {
        var order = Drafts.Quotation(timeZone: zone);
        order.Confirm(SomeEvents.Staff, Now);
        var notice = Notice(order) with { PromisedDay = SomeEvents.Day(day) };
        var first = TestClock.At(begins).GetUtcNow();

        Should.Throw<DomainException>(() => order.Restrict(notice, first.AddSeconds(-1))).Reason.ShouldBe("NOT_YET");
        order.Restrict(notice, first);
        order.Restriction.ShouldNotBeNull();
    }

    private static PriorNotice Notice(Subscription order) =>
        new(Guid.CreateVersion7(), order.Id, "restriction_notice", Now.AddDays(-3), Bounced: false, new DateTimeOffset(Now.UtcDateTime.Date, TimeSpan.Zero), DateOnly.FromDateTime(Now.UtcDateTime));
}
