using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Rendering;
using static Testing.SomeEvents;

namespace Notifications.Tests;

/// <summary>Whatever happens to a subscription, its customer is told by one mail.</summary>
public sealed class LifecycleMailTests(SharedNotifications shared) : IClassFixture<SharedNotifications>
{
    private static readonly EventPlanTerms Basic = Terms("Basic", "Semplice", 1, 20);
    private static readonly EventPlanTerms Pro = Terms("Pro", "Esperto", 3, 60.5m);

    public static TheoryData<string> Kinds => new(Mails.Keys);

    /// <summary>What happens, by the mail that it makes.</summary>
    private static readonly Dictionary<string, (Func<Subject, EventCustomer, IEvent> Event, string[] Says)> Mails = new()
    {
        ["order_confirmed"] = ((o, c) => Confirmed(o, c), ["First day: 15 January 2026", "Price of one period, without tax: 40.00\u00A0EUR"]),
        ["subscription_paused"] = (
            (o, c) => new SubscriptionPaused(Guid.CreateVersion7(), o.Id, Staff, Morning, o, c, "in_progress", Day("2026-01-20"), null, 10),
            ["Paused from: 20 January 2026", "until somebody resumes it"]),
        ["subscription_paused_until"] = (
            (o, c) => new SubscriptionPaused(Guid.CreateVersion7(), o.Id, Staff, Morning, o, c, "in_progress", Day("2026-01-20"), Day("2026-03-01"), 10),
            ["Paused from: 20 January 2026", "Goes on on: 1 March 2026"]),
        ["subscription_resumed"] = (
            (o, c) => new SubscriptionResumed(Guid.CreateVersion7(), o.Id, Staff, Morning, o, c, Day("2026-03-01"), Day("2026-03-11")),
            ["Goes on since: 1 March 2026", "Next invoice: 11 March 2026"]),
        ["subscription_reactivated"] = ((o, c) => Reactivated(o, c), ["From: 15 January 2026", "Price: 40.00\u00A0EUR"]),
        ["term_ends"] = ((o, c) => ToRenew(o, c), ["Last full day: 14 April 2026", "Unless it is renewed, the subscription closes then."]),
        ["trial_ends"] = ((o, c) => ChargeAhead(o, c, afterTrial: true), ["Your trial is about to end.", "First charge: 15 April 2026", "40.00\u00A0EUR every 6 months"]),
        ["renewal_ahead"] = ((o, c) => ChargeAhead(o, c, afterTrial: false), ["Next charge: 15 April 2026", "40.00\u00A0EUR every 6 months"]),
        ["subscription_renewed"] = ((o, c) => Renewed(o, c), ["End of the term: 15 July 2026"]),
        ["subscription_changed"] = (
            (o, c) => new SubscriptionChanged(Guid.CreateVersion7(), o.Id, Staff, Morning, o, c, Basic, Pro, null),
            ["Before: 1 x Basic", "Now: 3 x Pro", "Price: 181.50\u00A0EUR per month"]),
        ["change_scheduled"] = (
            (o, c) => new SubscriptionChangeScheduled(Guid.CreateVersion7(), o.Id, Staff, Morning, o, c, Pro, Basic, Day("2026-02-15")),
            ["Before: 3 x Pro", "Then: 1 x Basic", "Price: 20.00\u00A0EUR per month", "From: 15 February 2026"]),
        ["change_cancelled"] = (
            (o, c) => new SubscriptionChangeCancelled(Guid.CreateVersion7(), o.Id, Staff, Morning, o, c, Pro, Basic, ByClose: false),
            ["(1 x Basic) has been taken back", "Stays: 3 x Pro"]),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task One_mail_tells_of_it_however_often_it_is_delivered(string template)
    {
        var notifications = shared.Service;
        var order = Order();
        var e = Mails[template].Event(order, Customer());

        await notifications.Deliver(e);
        await notifications.Service.Publish(e);
        await notifications.Service.Delivered(e.EventId, 2);

        var mail = await notifications.MailOf(order, MailState.Sent);
        mail.Template.ShouldBe(template);
        mail.Subject.ShouldContain("S00042");
        foreach (var words in Mails[template].Says)
        {
            mail.TextBody.ShouldContain(words);
        }
    }

    [Fact]
    public async Task A_price_with_a_discount_says_what_is_taken_off_what_is_to_pay_and_until_when()
    {
        var notifications = shared.Service;
        var (quoted, changed, back) = (Order("S00001"), Order("S00002"), Order("S00003"));

        await notifications.Deliver(QuotationSent(quoted, Customer()) with { Discount = Spring(4, 36, periods: 3) });
        await notifications.Deliver(new SubscriptionChanged(
            Guid.CreateVersion7(), changed.Id, Staff, Morning, changed, Customer(), Basic, Pro with { Discount = Spring(18.15m, 163.35m, 2, Day("2026-03-15")) }, null));
        await notifications.Deliver(Reactivated(back, Customer()) with { Discount = Spring(4, 36) });

        var quotation = (await notifications.MailOf(quoted, MailState.Sent)).TextBody;
        quotation.ShouldContain("Price: 40.00\u00A0EUR per month, without tax");
        quotation.ShouldContain("Discount: Spring sale (SPRING) -4.00\u00A0EUR");
        quotation.ShouldContain("To pay, without tax: 36.00\u00A0EUR per month; after 3 periods: 40.00\u00A0EUR");
        (await notifications.MailOf(changed, MailState.Sent)).TextBody.ShouldContain("To pay: 163.35\u00A0EUR per month; from 15 March 2026: 181.50\u00A0EUR");
        (await notifications.MailOf(back, MailState.Sent)).TextBody.ShouldContain("To pay: 36.00\u00A0EUR\n");
    }

    [Fact]
    public async Task What_has_names_in_several_languages_has_the_customers_in_every_mail_and_in_the_chatter()
    {
        var notifications = shared.Service;
        var all = Mails.ToDictionary(mail => mail.Key, mail => mail.Value.Event);
        all["subscription_closed"] = (o, c) => Closed(o, c);
        all["close_scheduled"] = (o, c) => CloseScheduled(o, c);
        all["close_undone"] = (o, c) => CloseUndone(o, c);
        all["quotation"] = (o, c) => QuotationSent(o, c) with { Discount = Spring(4, 36) };
        // Those that hold a secret keep no body; DunningMailTests read theirs, and MoneyMailTests those about invoices and cards.
        all.Keys.ShouldBe(MailKinds.All.Where(kind => MailKinds.FieldsOf(kind).Any(field => field.Name == "orderLink")), ignoreOrder: true, "a mail that is not listed here may name things in the wrong language");

        foreach (var (template, happens) in all)
        {
            var order = Order() with { Name = new Dictionary<string, string> { ["en"] = "Gold plan", ["it"] = "Piano Oro" } };
            await notifications.Deliver(happens(order, Customer(language: "it")));

            var mail = await notifications.MailOf(order, MailState.Sent);
            var said = $"{mail.Subject}\n{mail.TextBody}\n{mail.HtmlBody}\n{string.Join('\n', (await notifications.EntriesOf(order)).Select(e => e.Text))}";
            said.ShouldContain(template.Contains("change", StringComparison.Ordinal) ? "3 x Esperto" : "Piano Oro", customMessage: template);
            foreach (var english in (string[])["Gold plan", "x Basic", "x Pro", "Spring sale"])
            {
                said.ShouldNotContain(english, customMessage: template);
            }
        }
    }

    [Fact]
    public async Task A_coupon_stands_in_the_chatter_by_its_name_in_the_customers_language()
    {
        var notifications = shared.Service;
        var (order, customer) = (Order(), Customer(language: "it"));
        var coupon = new EventCoupon("SPRING", new Dictionary<string, string> { ["en"] = "Spring sale", ["it"] = "Saldi di primavera" }, 10, null, null);

        await notifications.Deliver(new CouponApplied(Guid.CreateVersion7(), order.Id, Staff, Morning, order, customer, coupon, 0));
        await notifications.Deliver(new CouponRemoved(Guid.CreateVersion7(), order.Id, Staff, Morning.AddMinutes(1), order, customer, coupon));

        (await notifications.EntriesOfEvents(order)).Select(e => (e.Reference, e.Text)).ShouldBe([("SPRING", "Saldi di primavera"), ("SPRING", "Saldi di primavera")]);
    }

    [Fact]
    public async Task A_change_that_a_close_cancels_has_no_mail_beside_that_of_the_close()
    {
        var notifications = shared.Service;
        var order = Order();

        await notifications.Deliver(new SubscriptionChangeCancelled(Guid.CreateVersion7(), order.Id, Staff, Morning, order, Customer(), Pro, Basic, ByClose: true));
        await notifications.Deliver(Closed(order, Customer()));

        (await notifications.MailOf(order, MailState.Sent)).Template.ShouldBe("subscription_closed");
    }

    [Fact]
    public async Task In_persian_quantities_prices_and_dates_are_persian_too()
    {
        var notifications = shared.Service;
        var order = Order();

        await notifications.Deliver(Mails["change_scheduled"].Event(order, Customer("آدا", "fa")));

        var mail = await notifications.MailOf(order, MailState.Sent);
        mail.TextBody.ShouldContain("۳ x Pro");
        mail.TextBody.ShouldContain("۲۰٫۰۰\u00A0EUR در هر ماه");
        mail.TextBody.ShouldContain("۲۶ بهمن ۱۴۰۴");
    }

    private static EventPriceDiscount Spring(decimal off, decimal total, int? periods = null, DateOnly? until = null) => new(
        "SPRING", new Dictionary<string, string> { ["en"] = "Spring sale", ["it"] = "Saldi di primavera" }, new EventMoney("EUR", off), new EventMoney("EUR", total), periods, until);

    private static EventPlanTerms Terms(string plan, string italian, int quantity, decimal price) =>
        new(new Dictionary<string, string> { ["en"] = plan, ["it"] = italian }, quantity, new EventMoney("EUR", price), new EventInterval("month", 1, "gregorian"), null);
}
