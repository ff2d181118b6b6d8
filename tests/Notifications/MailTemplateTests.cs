using Contracts.Conversions;
using Contracts.Events;
using Notifications.Rendering;

namespace Notifications.Tests;

public sealed class MailTemplateTests
{
    private static readonly MailTemplates Templates = new();

    public static TheoryData<string, string> EveryMail()
    {
        var all = new TheoryData<string, string>();
        foreach (var template in MailKinds.All)
        {
            foreach (var language in Languages.All)
            {
                all.Add(template, language);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(EveryMail))]
    public void Every_mail_is_whole_in_every_language(string template, string language)
    {
        var mail = Templates.Render(template, language, Values());

        foreach (var text in new[] { mail.Subject, mail.Text, mail.Html })
        {
            text.ShouldNotContain("{{");
            text.ShouldNotContain("}}");
            text.ShouldNotBeNullOrWhiteSpace();
        }

        mail.Subject.ShouldNotContain("\n");
        mail.Text.ShouldContain("NAME");
        mail.Text.ShouldContain("https://");
        mail.Text.ShouldContain("SENDER");
        mail.Html.ShouldContain("class=\"button\" href=\"https://");
        mail.Html.ShouldContain($"<html lang=\"{language}\" dir=\"{(language == "fa" ? "rtl" : "ltr")}\">");
    }

    [Theory]
    [MemberData(nameof(EveryMail))]
    public void Every_language_says_what_english_says(string template, string language)
    {
        var english = Templates.Render(template, "en", Values());
        var mail = Templates.Render(template, language, Values());

        foreach (var value in Values().Values)
        {
            mail.Text.Contains(value, StringComparison.Ordinal).ShouldBe(english.Text.Contains(value, StringComparison.Ordinal), $"'{value}' in {language}");
        }

        mail.Text.Split("\n\n").Length.ShouldBe(english.Text.Split("\n\n").Length);
        if (language != "en")
        {
            mail.Subject.ShouldNotBe(english.Subject);
            mail.Text.ShouldNotBe(english.Text);
        }
    }

    [Fact]
    public void A_value_that_a_template_names_must_be_there()
    {
        var values = Values();
        values.Remove("endDate");

        Should.Throw<Exception>(() => Templates.Render(MailTemplates.SubscriptionClosed, "en", values));
    }

    [Fact]
    public void A_value_at_the_start_of_a_line_stays_words()
    {
        var values = Values();
        values["name"] = "-> Free | https://evil.example";

        var mail = Templates.Render(MailTemplates.SubscriptionClosed, "fa", values);

        mail.Html.ShouldNotContain("href=\"https://evil");
        mail.Html.ShouldContain("-&gt; Free");
    }

    [Fact]
    public void A_line_of_a_table_whose_value_is_empty_is_left_out()
    {
        var values = Values();
        values["discount"] = "";

        var mail = Templates.Render(MailTemplates.Quotation, "en", values);

        mail.Text.ShouldContain("Price: PRICE");
        mail.Text.ShouldNotContain("Discount");
        mail.Html.ShouldNotContain("Discount");
    }

    [Theory]
    [InlineData("en", "; from 31 January 2026: X", "; after 1 period: X", "; after 3 periods: X")]
    [InlineData("vi", "; từ 31/01/2026: X", "; sau 1 kỳ: X", "; sau 3 kỳ: X")]
    [InlineData("fa", "؛ از ۱۱ بهمن ۱۴۰۴: X", "؛ پس از ۱ دوره: X", "؛ پس از ۳ دوره: X")]
    [InlineData("it", "; dal giorno 31 gennaio 2026: X", "; dopo 1 periodo: X", "; dopo 3 periodi: X")]
    [InlineData("pl", "; od 31 stycznia 2026: X", "; po 1 okresie: X", "; po 3 okresach: X")]
    public void What_is_paid_later_reads_as_people_say_it(string language, string from, string afterOne, string afterThree)
    {
        LocalFormats.From(new DateOnly(2026, 1, 31), "X", language).ShouldBe(from);
        LocalFormats.After(1, "X", language).ShouldBe(afterOne);
        LocalFormats.After(3, "X", language).ShouldBe(afterThree);
    }

    [Theory]
    [InlineData("en", "31 January 2026")]
    [InlineData("vi", "31/01/2026")]
    [InlineData("fa", "۱۱ بهمن ۱۴۰۴")]
    [InlineData("it", "31 gennaio 2026")]
    [InlineData("pl", "31 stycznia 2026")]
    public void Dates_read_as_people_write_them(string language, string expected) =>
        LocalFormats.Date(new DateOnly(2026, 1, 31), language).ShouldBe(expected);

    [Theory]
    [InlineData(2026, 3, 21, "۱ فروردین ۱۴۰۵")]
    [InlineData(2025, 3, 20, "۳۰ اسفند ۱۴۰۳")]
    [InlineData(2026, 3, 20, "۲۹ اسفند ۱۴۰۴")]
    public void The_jalali_year_turns_in_spring(int year, int month, int day, string expected) =>
        LocalFormats.Date(new DateOnly(year, month, day), "fa").ShouldBe(expected);

    [Theory]
    [InlineData("en", "1,234,567.50 EUR")]
    [InlineData("vi", "1.234.567,50 EUR")]
    [InlineData("fa", "۱٬۲۳۴٬۵۶۷٫۵۰ EUR")]
    [InlineData("it", "1.234.567,50 EUR")]
    [InlineData("pl", "1 234 567,50 EUR")]
    public void Amounts_have_the_marks_of_their_language(string language, string expected) =>
        LocalFormats.Amount(new EventMoney("EUR", 1234567.5m), language).Replace('\u00A0', ' ').ShouldBe(expected);

    [Fact]
    public void Amounts_have_the_digits_of_their_currency()
    {
        LocalFormats.Amount(new EventMoney("VND", 500000m), "vi").ShouldBe("500.000\u00A0VND");
        LocalFormats.Amount(new EventMoney("KWD", 1.5m), "en").ShouldBe("1.500\u00A0KWD");
    }

    [Theory]
    [InlineData("en", "month", 1, "per month")]
    [InlineData("en", "week", 2, "every 2 weeks")]
    [InlineData("vi", "year", 1, "mỗi năm")]
    [InlineData("fa", "month", 3, "در هر ۳ ماه")]
    [InlineData("it", "day", 10, "ogni 10 giorni")]
    [InlineData("pl", "month", 3, "co 3 miesiące")]
    [InlineData("pl", "month", 5, "co 5 miesięcy")]
    [InlineData("pl", "week", 12, "co 12 tygodni")]
    [InlineData("pl", "week", 22, "co 22 tygodnie")]
    public void Periods_read_as_people_say_them(string language, string unit, int count, string expected) =>
        LocalFormats.Each(new EventInterval(unit, count, "gregorian"), language).ShouldBe(expected);

    [Theory]
    [InlineData("en", "month", 1, "per month (Persian calendar)")]
    [InlineData("vi", "year", 1, "mỗi năm (lịch Ba Tư)")]
    [InlineData("fa", "month", 3, "در هر ۳ ماه (تقویم خورشیدی)")]
    [InlineData("it", "month", 1, "al mese (calendario persiano)")]
    [InlineData("pl", "month", 2, "co 2 miesiące (kalendarz perski)")]
    public void Periods_of_the_Persian_calendar_say_so(string language, string unit, int count, string expected) =>
        LocalFormats.Each(new EventInterval(unit, count, "persian"), language).ShouldBe(expected);

    private static Dictionary<string, string> Values() => new()
    {
        ["name"] = "NAME",
        ["order"] = "ORDER",
        ["plan"] = "PLAN",
        ["endDate"] = "ENDDATE",
        ["lastDay"] = "LASTDAY",
        ["price"] = "PRICE",
        ["discount"] = "DISCOUNT",
        ["toPay"] = "TOPAY",
        ["pauseDate"] = "PAUSEDATE",
        ["resumeDate"] = "RESUMEDATE",
        ["nextInvoiceDate"] = "NEXTINVOICE",
        ["startDate"] = "STARTDATE",
        ["termEnd"] = "TERMEND",
        ["changeDate"] = "CHANGEDATE",
        ["old"] = "BEFORE",
        ["new"] = "AFTERWARDS",
        ["minutes"] = "MINUTES",
        ["invoices"] = "INVOICES",
        ["amount"] = "AMOUNT",
        ["cause"] = "CAUSE",
        ["whatHelps"] = "WHATHELPS",
        ["whatHappened"] = "EVENTS",
        ["access"] = "SERVICESTATE",
        ["restrictDate"] = "RESTRICTDATE",
        ["finalDate"] = "FINALDATE",
        ["finalWords"] = "FINALWORDS",
        ["invoice"] = "INVOICENUMBER",
        ["creditNote"] = "CREDITNOTE",
        ["period"] = "PERIOD",
        ["dueDate"] = "DUEDATE",
        ["paymentWords"] = "PAYMENTWORDS",
        ["method"] = "METHOD",
        ["trialEnd"] = "TRIALEND",
        ["renewDate"] = "RENEWDATE",
        ["card"] = "CARDNAME",
        ["expiry"] = "EXPIRY",
        ["pass"] = "PASSNUMBER",
        ["passName"] = "PASSNAME",
        ["classes"] = "HOWMANY",
        ["left"] = "REMAINING",
        ["unused"] = "UNUSED",
        ["bonus"] = "BONUS",
        ["passLink"] = "https://shop.example/pass",
        ["invoiceLink"] = "https://shop.example/invoice",
        ["cardLink"] = "https://shop.example/cards",
        ["link"] = "https://shop.example/link",
        ["orderLink"] = "https://shop.example/order",
        ["signInLink"] = "https://shop.example/sign-in",
        ["sender"] = "SENDER",
    };
}
