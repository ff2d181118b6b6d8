using Contracts.Events;
using Contracts.Notifications.V1;
using Grpc.Core;
using static Testing.SomeEvents;

namespace Notifications.Tests;

/// <summary>Mails through the Folder transport, read back from the files.</summary>
public sealed class MailTests(SharedNotifications shared) : IClassFixture<SharedNotifications>
{
    [Fact]
    public async Task A_close_is_confirmed_by_one_mail()
    {
        await using var notifications = await NotificationsUnderTest.Start(new() { ["PublicUrl"] = "https://shop.example/" });
        var order = Order();
        var customer = Customer();

        var closed = Closed(order, customer);
        await notifications.Deliver(closed);

        var mail = await notifications.MailOf(order, MailState.Sent);
        mail.Template.ShouldBe("subscription_closed");
        mail.To.ShouldBe("ada@example.com");
        mail.Subject.ShouldBe("Your subscription S00042 is closed");
        mail.MessageId.ShouldBe($"<{closed.EventId}.subscription_closed@localhost>");
        var file = notifications.FileOf(mail);
        file.Subject.ShouldBe(mail.Subject);
        file.MessageId.ShouldBe(mail.MessageId);
        file.To.Address.ShouldBe("ada@example.com");
        file.Message.From.ToString().ShouldBe("\"Subscriptions\" <subscriptions@localhost>");
        file.Message.Headers.Select(h => h.Field).ShouldNotContain("X-Sender");
        file.Text.ShouldContain("End date: 25 January 2026");
        file.Text.ShouldContain("Invoices that are still unpaid stay due");
        file.Text.ShouldContain($"https://shop.example/portal/subscriptions/{order.Id}");
        file.Html.ShouldContain($"href=\"https://shop.example/portal/subscriptions/{order.Id}\"");
        file.Html.ShouldContain("25 January 2026");
    }

    [Fact]
    public async Task A_sent_mail_is_told_to_the_others_and_entered_in_the_chatter()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var order = Order();
        var customer = Customer();
        await notifications.Deliver(Closed(order, customer));
        var mail = await notifications.MailOf(order, MailState.Sent);

        var entry = (await Eventually.Async(() => notifications.EntriesOf(order, ChatterKind.MailSent), e => e.Count > 0)).ShouldHaveSingleItem();

        entry.Reference.ShouldBe(mail.Subject);
        entry.VisibleToCustomer.ShouldBeFalse();
        var reported = (await notifications.Service.Raised<NoticeDelivered>()).ShouldHaveSingleItem();
        reported.Template.ShouldBe("subscription_closed");
        (reported.Subject?.Kind, reported.Subject?.Id, reported.Subject?.Number).ShouldBe(("subscription", order.Id, "S00042"));
        reported.CustomerId.ShouldBe(customer.Id);
    }

    [Fact]
    public async Task A_quotation_goes_out_with_its_price_and_the_way_to_the_portal()
    {
        var notifications = shared.Service;
        var order = Order();

        await notifications.Deliver(QuotationSent(order, Customer(), new EventMoney("EUR", 1234.5m), "week", 2));

        var file = notifications.FileOf(await notifications.MailOf(order, MailState.Sent));
        file.Text.ShouldContain("Price: 1,234.50\u00A0EUR every 2 weeks, without tax");
        file.Text.ShouldContain("http://localhost:8080/portal/sign-in");
    }

    [Fact]
    public async Task A_scheduled_close_names_the_last_day_and_its_undoing_is_told()
    {
        var notifications = shared.Service;
        var scheduled = Order("S00001");
        var undone = Order("S00002");

        await notifications.Deliver(CloseScheduled(scheduled, Customer(language: "it")));
        await notifications.Deliver(CloseUndone(undone, Customer(language: "pl")));

        var first = await notifications.MailOf(scheduled, MailState.Sent);
        first.Subject.ShouldBe("Il tuo abbonamento S00001 si chiuderà il 15 febbraio 2026");
        first.TextBody.ShouldContain("Ultimo giorno completo: 14 febbraio 2026");
        (await notifications.MailOf(undone, MailState.Sent)).TextBody.ShouldContain("zamknięcie planowane na 15 lutego 2026");
    }

    [Fact]
    public async Task Persian_mails_run_right_to_left_with_persian_digits_and_jalali_dates()
    {
        var notifications = shared.Service;
        var order = Order();

        await notifications.Deliver(Closed(order, Customer("آدا", "fa"), end: "2026-01-31"));

        var mail = await notifications.MailOf(order, MailState.Sent);
        var file = notifications.FileOf(mail);
        file.Subject.ShouldBe("اشتراک S00042 شما بسته شد");
        file.Html.ShouldContain("<html lang=\"fa\" dir=\"rtl\">");
        file.Text.ShouldContain("۱۱ بهمن ۱۴۰۴");
        file.To.Name.ShouldBe("آدا");
    }

    [Fact]
    public async Task Marks_in_names_are_shown_and_never_run()
    {
        var notifications = shared.Service;
        var order = Order(plan: "Pro & <script>alert(1)</script>");

        await notifications.Deliver(Closed(order, Customer("<img src=x onerror=alert(1)> {{sender}}")));

        var file = notifications.FileOf(await notifications.MailOf(order, MailState.Sent));
        file.Html.ShouldNotContain("<img");
        file.Html.ShouldNotContain("<script");
        file.Html.ShouldContain("&lt;img src");
        file.Html.ShouldContain("Pro &amp; &lt;script&gt;");
        file.Text.ShouldContain("<img src=x onerror=alert(1)> {{sender}}");
    }

    [Fact]
    public async Task A_name_cannot_add_headers_or_blocks()
    {
        var notifications = shared.Service;
        var order = Order();

        await notifications.Deliver(Closed(order, Customer("Eve\r\nBcc: all@example.com\r\n\r\n-> Free | http://evil.example", "fa")));

        var file = notifications.FileOf(await notifications.MailOf(order, MailState.Sent));
        file.Message.Headers.Select(h => h.Field).ShouldNotContain("Bcc");
        file.Message.Headers.Count(h => h.Field == "To").ShouldBe(1);
        file.To.Address.ShouldBe("ada@example.com");
        file.Html.ShouldNotContain("href=\"http://evil");
    }

    [Fact]
    public async Task An_address_that_is_none_is_parked_and_entered()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var order = Order();

        await notifications.Deliver(Closed(order, Customer(email: "ada@example.com\r\nBcc: all@example.com")));

        var mail = await notifications.MailOf(order, MailState.Failed);
        mail.LastError.ShouldContain("not a mail address");
        (await notifications.EntriesOf(order, ChatterKind.MailFailed)).ShouldHaveSingleItem().VisibleToCustomer.ShouldBeFalse();
        Directory.Exists(notifications.MailFolder).ShouldBeTrue();
        Directory.GetFiles(notifications.MailFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Mails_are_found_by_address_subject_and_state()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var first = Order("S00001");
        var second = Order("S00002");
        await notifications.Deliver(Closed(first, Customer(email: "Ada@Example.com")));
        await notifications.Deliver(Closed(second, Customer(language: "vi", email: "lan@example.vn")));
        await notifications.MailOf(first, MailState.Sent);
        await notifications.MailOf(second, MailState.Sent);

        (await Found("ADA@EX")).ShouldBe(["Ada@Example.com"]);
        (await Found("dang ky S00002")).ShouldBe(["lan@example.vn"]);
        (await Found("đăng KÝ ۲")).ShouldBe(["lan@example.vn"]);
        (await Found("lovelace lan@example.vn")).ShouldBe(["lan@example.vn"]);
        (await Found("100%")).ShouldBeEmpty();
        (await notifications.Mails.ListMailsAsync(new ListMailsRequest { States = { MailState.Failed } })).Mails.ShouldBeEmpty();
        (await notifications.Mails.ListMailsAsync(new ListMailsRequest())).Mails.ShouldAllBe(m => m.TextBody == "" && m.HtmlBody == "");
        (await Refused.By(notifications.Mails.GetMailAsync(new GetMailRequest { Id = Guid.CreateVersion7().ToString() }))).Status.ShouldBe(StatusCode.NotFound);

        async Task<List<string>> Found(string query) =>
            [.. (await notifications.Mails.ListMailsAsync(new ListMailsRequest { Query = query })).Mails.Select(m => m.To)];
    }
}
