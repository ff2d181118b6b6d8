using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Notifications.Mails;
using static Notifications.Tests.SomePassEvents;
using static Testing.SomeEvents;

namespace Notifications.Tests;

/// <summary>domain.md, Mails: buyers are told of their passes in their own language.</summary>
public sealed class PassMailTests(SharedNotifications shared) : IClassFixture<SharedNotifications>
{
    private static readonly Dictionary<string, (Func<Subject, EventCustomer, PassEvent> Event, string Subject, string[] Facts)> Mails = new()
    {
        ["pass_sold"] = ((p, c) => Sold(p, c), "Your pass Standard (P00008) is ready", ["Number of classes: 8", "First day: 15 January 2026", "Last day: 14 February 2026"]),
        ["pass_expiring"] = (Expiring, "Your pass Standard ends on 14 February 2026", ["Classes left: 3", "Last day: 14 February 2026"]),
        ["pass_low"] = ((p, c) => RunningLow(p, c), "Your pass Standard is almost used up", ["Classes left: 1", "Last day: 14 February 2026"]),
        ["pass_expired"] = (Expired, "Your pass Standard has ended", ["Classes not used: 3", "Last day: 14 February 2026"]),
        ["pass_extended"] = ((p, c) => Extended(p, c, sendMail: true), "Your pass Standard was extended", ["Classes left: 9", "Bonus classes: 2", "Last day: 14 February 2026"]),
    };

    public static TheoryData<string> Kinds => [.. Mails.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task One_mail_tells_the_buyer_of_it_however_often_it_is_delivered(string kind)
    {
        var (pass, ada) = (Pass(), Customer());
        var e = Mails[kind].Event(pass, ada);

        await shared.Service.Deliver(e);
        await shared.Service.Service.Publish(e);
        await shared.Service.Service.Delivered(e.EventId, 2);

        var mail = (await MailsAbout(pass)).ShouldHaveSingleItem();
        (mail.Template, mail.Subject, mail.CustomerId, mail.AboutKind).ShouldBe((kind, Mails[kind].Subject, ada.Id, "pass"));
        foreach (var part in Mails[kind].Facts.Append("Pass: P00008 · Standard").Append($"/portal/passes/{pass.Id}"))
        {
            mail.TextBody.ShouldContain(part);
        }
    }

    [Fact]
    public async Task It_is_written_in_the_buyers_language()
    {
        (await MailOf(Expiring(Pass(), Customer(language: "pl")))).Subject.ShouldBe("Twój abonament Abonament Standard kończy się 14 lutego 2026");
        (await MailOf(Expiring(Pass(), Customer(language: "fa")))).TextBody.ShouldContain("جلسه‌های مانده: ۳");
    }

    [Fact]
    public async Task A_pass_without_end_names_no_last_day_and_one_without_a_bonus_no_bonus()
    {
        (await MailOf(RunningLow(Pass(), Customer(), end: null))).TextBody.ShouldNotContain("Last day");
        (await MailOf(Extended(Pass(), Customer(), sendMail: true, bonus: 0))).TextBody.ShouldNotContain("Bonus");
    }

    [Fact]
    public async Task A_pass_that_awaits_its_payment_is_told_of_once_it_is_paid()
    {
        var (pass, ada) = (Pass(), Customer());
        await shared.Service.Deliver(Sold(pass, ada, awaitsPayment: true));
        (await MailsAbout(pass)).ShouldBeEmpty();

        await shared.Service.Deliver(Activated(pass, ada));

        (await MailsAbout(pass)).ShouldHaveSingleItem().Template.ShouldBe("pass_sold");
    }

    [Fact]
    public async Task An_extension_is_mailed_only_where_staff_wish_so()
    {
        var (pass, ada) = (Pass(), Customer());
        await shared.Service.Deliver(Extended(pass, ada, sendMail: false));

        (await MailsAbout(pass)).ShouldBeEmpty();
    }

    private async Task<OutgoingMail> MailOf(PassEvent e)
    {
        await shared.Service.Deliver(e);
        return (await MailsAbout(e.Subject)).ShouldHaveSingleItem();
    }

    private Task<List<OutgoingMail>> MailsAbout(Subject subject) =>
        shared.Service.Service.Read(db => db.Mails.AsNoTracking().Where(m => m.AboutId == subject.Id).ToListAsync());
}
