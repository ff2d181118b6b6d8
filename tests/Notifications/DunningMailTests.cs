using Contracts.Events;
using Notifications.Rendering;
using static Testing.SomeEvents;

namespace Notifications.Tests;

/// <summary>domain.md A3 31-32: what mails about a failed payment tell, in the customer's language.</summary>
public sealed class DunningMailTests
{
    private static readonly MailTemplates Templates = new();

    [Theory]
    [InlineData("en", "expired_card", true, "The card has expired.", "update your payment details", "Gold plan")]
    [InlineData("it", "insufficient_funds", false, "Il saldo della carta non era sufficiente.", "puoi riprovare", "Piano Oro")]
    [InlineData("pl", "limit_exceeded", false, "Limit karty został osiągnięty.", "ponowić płatność", "Gold plan")]
    [InlineData("vi", "wrong_details", true, "Thông tin thẻ không được chấp nhận.", "cập nhật thông tin thanh toán", "Gold plan")]
    [InlineData("fa", "unknown", false, "بانک دلیلی نگفت.", "دوباره تلاش کنید", "Gold plan")]
    [InlineData("en", "disputed", true, "Your bank has taken a payment back that was disputed", "update your payment details", "Gold plan")]
    [InlineData("vi", "disputed", true, "Ngân hàng của bạn đã thu hồi một khoản thanh toán", "cập nhật thông tin thanh toán", "Gold plan")]
    [InlineData("fa", "returned", false, "یکی از پرداخت‌های شما برگشت خورده", "حواله", "Gold plan")]
    [InlineData("it", "returned", false, "un tuo pagamento è stato annullato", "con un bonifico", "Piano Oro")]
    [InlineData("pl", "disputed", true, "Twój bank cofnął zakwestionowaną płatność", "Zaktualizuj dane płatności", "Gold plan")]
    [InlineData("en", "not_paid", false, "We have not received your payment yet.", "transfer the amount", "Gold plan")]
    public void The_first_says_what_is_due_why_and_what_helps_and_threatens_nobody(string language, string cause, bool methodMustChange, string why, string helps, string plan)
    {
        var values = DunningValues.Of(Step(cause, methodMustChange), language, "https://shop.example");
        values["name"] = "Ada";
        values["sender"] = "The shop";

        var text = Templates.Render(MailTemplates.PaymentFailed1, language, values).Text;

        foreach (var part in (string[])[why, helps, plan, "S00042", "INV/2026/00001", LocalFormats.Amount(new EventMoney("EUR", 40), language), $"https://shop.example/portal/pay/{new string('a', 43)}?lang={language}"])
        {
            text.ShouldContain(part);
        }

        text.ShouldNotContain(LocalFormats.Date(Day("2026-01-29"), language));
    }

    [Theory]
    [InlineData("disputed", "A payment was disputed, and the bank has taken it back.")]
    [InlineData("returned", "The payment did not stand.")]
    [InlineData("insufficient_funds", "There was not enough money on the card.")]
    public void What_a_bank_took_back_had_reached_us(string cause, string why)
    {
        var values = DunningValues.Of(Step(cause, false), "en", "https://shop.example");
        values["name"] = values["sender"] = "Ada";

        var mail = Templates.Render(MailTemplates.PaymentFailed1, "en", values);

        mail.Text.ShouldContain(why);
        mail.Subject.ShouldBe("Your payment of 40.00\u00A0EUR needs your attention");
        mail.Text.Contains("has not reached us", StringComparison.Ordinal).ShouldBe(cause == "insufficient_funds");
    }

    [Theory]
    [InlineData("full", "en", "Your service goes on as usual.")]
    [InlineData("restricted", "en", "Your service stays restricted until what is due is paid")]
    [InlineData("paused", "en", "Your subscription is paused")]
    [InlineData("ended", "en", "The subscription has ended")]
    [InlineData("restricted", "vi", "vẫn bị hạn chế")]
    [InlineData("restricted", "fa", "محدود می‌ماند")]
    [InlineData("restricted", "it", "resta limitato")]
    [InlineData("restricted", "pl", "pozostaje ograniczona")]
    [InlineData("ended", "it", "L’abbonamento è terminato")]
    public void The_first_says_what_is_true_of_the_service(string access, string language, string says)
    {
        var values = DunningValues.Of(Step("unknown", false) with { Access = access }, language, "https://shop.example");
        values["name"] = values["sender"] = "Ada";

        var text = Templates.Render(MailTemplates.PaymentFailed1, language, values).Text;

        text.ShouldContain(says);
        text.Contains("goes on as usual", StringComparison.Ordinal).ShouldBe(access == "full");
    }

    [Theory]
    [InlineData("en", "Pass: P00008 · ", "Subscription order")]
    [InlineData("pl", "Abonament: P00008 · ", "Zamówienie")]
    public void What_is_due_of_a_pass_is_called_a_pass_and_no_service_of_it_goes_on(string language, string says, string never)
    {
        var values = DunningValues.Of(Step("unknown", false) with { Source = Testing.SomePasses.Pass() }, language, "https://shop.example");
        values["name"] = values["sender"] = "Ada";

        var text = Templates.Render(MailTemplates.PaymentFailed1, language, values).Text;

        text.ShouldContain(says);
        text.ShouldNotContain(never);
        values["access"].ShouldBeEmpty();
        MailKinds.RequireValues(MailTemplates.PaymentFailed1, values);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("vi")]
    [InlineData("fa")]
    [InlineData("it")]
    [InlineData("pl")]
    public void A_notice_names_the_day_of_the_restriction_and_the_last_one_the_day_of_the_end(string language)
    {
        var values = DunningValues.Of(Step("unknown", false), language, "https://shop.example");
        values["name"] = "Ada";
        values["sender"] = "The shop";

        Templates.Render(MailTemplates.RestrictionNotice, language, values).Subject.ShouldContain(LocalFormats.Date(Day("2026-01-29"), language));
        Templates.Render(MailTemplates.FinalNotice, language, values).Subject.ShouldContain(LocalFormats.Date(Day("2026-02-05"), language));
        MailKinds.RequireValues(MailTemplates.FinalNotice, values);
    }

    [Theory]
    [InlineData("close", "en", "end the subscription on that day")]
    [InlineData("keep", "en", "The amount stays due")]
    [InlineData("write_off", "en", "record the amount as unpaid")]
    [InlineData("close", "it", "dovremo chiudere l’abbonamento")]
    [InlineData("keep", "pl", "Kwota pozostaje należna")]
    [InlineData("write_off", "vi", "ghi nhận số tiền là chưa thanh toán")]
    public void The_final_notice_says_what_the_final_action_brings(string action, string language, string says)
    {
        var values = DunningValues.Of(Step("unknown", false) with { FinalAction = action }, language, "https://shop.example");
        values["name"] = "Ada";
        values["sender"] = "The shop";

        Templates.Render(MailTemplates.FinalNotice, language, values).Text.ShouldContain(says);
        DunningValues.Of(Step("unknown", false) with { FinalAction = "close", Source = null }, "en", "")["finalWords"].ShouldContain("The amount stays due");
    }

    [Fact]
    public void Its_link_is_a_secret_that_no_screen_shows() => new[]
    {
        MailTemplates.PaymentFailed1, MailTemplates.PaymentFailed2, MailTemplates.PaymentFailed3, MailTemplates.RestrictionNotice, MailTemplates.FinalNotice,
    }.ShouldAllBe(kind => MailKinds.HoldsSecret(kind));

    private static DunningStepDue Step(string cause, bool methodMustChange)
    {
        var order = Order() with { Name = new Dictionary<string, string> { ["en"] = "Gold plan", ["it"] = "Piano Oro" } };
        var about = Subject.WithoutName(SubjectKinds.DunningCase, Guid.CreateVersion7(), "DUN/2026/00001");
        return new DunningStepDue(
            Guid.CreateVersion7(), about.Id, new EventActor("system", "system", "System"), Morning, about, order, Customer(), new EventMoney("EUR", 40), "mail", "payment_failed_1", cause,
            methodMustChange, Day("2026-01-29"), Day("2026-02-05"), "close", "full", [new EventOpenInvoice(Guid.CreateVersion7(), "INV/2026/00001", new EventMoney("EUR", 40), Day("2026-01-29"))],
            new string('a', 43), Morning.AddDays(30));
    }
}
