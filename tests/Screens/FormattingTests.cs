using Contracts.Common.V1;
using Screens.Formatting;
using Screens.Languages;
using Shouldly;
using Xunit;

namespace Screens.Tests;

public class FormattingTests
{
    [Theory]
    [InlineData("en", "EUR", 1234, 560_000_000, "€1,234.56")]
    [InlineData("vi", "EUR", 1234, 560_000_000, "1.234,56\u00A0€")]
    [InlineData("fa", "EUR", 1234, 560_000_000, "۱٬۲۳۴٫۵۶\u00A0یورو")]
    [InlineData("it", "EUR", 1234, 560_000_000, "1.234,56\u00A0€")]
    [InlineData("pl", "EUR", 1234, 560_000_000, "1234,56\u00A0€")]
    [InlineData("pl", "PLN", 12345, 0, "12\u00A0345,00\u00A0zł")]
    [InlineData("vi", "VND", 400000, 0, "400.000\u00A0₫")]
    [InlineData("en", "KWD", 1, 5_000_000, "KWD\u00A01.005")]
    [InlineData("fa", "IRR", 2_500_000, 0, "۲٬۵۰۰٬۰۰۰\u00A0ریال")]
    [InlineData("en", "IRR", 2_500_000, 0, "IRR\u00A02,500,000")]
    [InlineData("fa", "IRR", 2_500_000, 500_000_000, "۲٬۵۰۰٬۰۰۰٫۵۰\u00A0ریال")]
    [InlineData("en", "EUR", -3, -500_000_000, "−€3.50")]
    [InlineData("fa", "EUR", 0, -500_000_000, "\u200E−۰٫۵۰\u00A0یورو")]
    [InlineData("en", "EUR", 9_223_372_036_854_775_807, 990_000_000, "€9,223,372,036,854,775,807.99")]
    public void Money_is_exact_and_written_as_its_readers_write_it(string language, string currency, long units, int nanos, string expected) =>
        MoneyText.Format(new Money { CurrencyCode = currency, Units = units, Nanos = nanos }, Language.Find(language)!).ShouldBe(expected);

    [Theory]
    [InlineData("40", "EUR", 40, 0)]
    [InlineData("40.5", "EUR", 40, 500_000_000)]
    [InlineData("40,05", "EUR", 40, 50_000_000)]
    [InlineData("۴۰٫۵", "EUR", 40, 500_000_000)]
    [InlineData("-3", "EUR", -3, 0)]
    [InlineData("350000", "VND", 350000, 0)]
    public void A_typed_amount_is_read(string text, string currency, long units, int nanos)
    {
        MoneyText.TryParse(text, currency, out var money).ShouldBeTrue();
        money.ShouldBe(new Money { CurrencyCode = currency, Units = units, Nanos = nanos });
    }

    [Theory]
    [InlineData("", "EUR")]
    [InlineData("1.234", "EUR")]
    [InlineData("1.234,50", "EUR")]
    [InlineData("40.", "EUR")]
    [InlineData(".5", "EUR")]
    [InlineData("350000.5", "VND")]
    [InlineData("1e3", "EUR")]
    [InlineData("NaN", "EUR")]
    [InlineData("9999999999999999", "EUR")]
    public void An_amount_that_may_mean_something_else_is_refused(string text, string currency) =>
        MoneyText.TryParse(text, currency, out _).ShouldBeFalse();

    [Theory]
    [MemberData(nameof(WordsTests.Languages), MemberType = typeof(WordsTests))]
    public void What_a_field_shows_is_read_back_as_it_was(string language)
    {
        var money = new Money { CurrencyCode = "EUR", Units = 1234, Nanos = 50_000_000 };
        MoneyText.TryParse(MoneyText.ForInput(money, Language.Find(language)!), "EUR", out var read).ShouldBeTrue();
        read.ShouldBe(money);

        var date = new DateOnly(2024, 2, 29);
        DateText.TryParse(DateText.ForInput(date, Language.Find(language)!), out var day).ShouldBeTrue();
        day.ShouldBe(date);
    }

    [Theory]
    [InlineData("en", "17 of 31 days x 1240.00", "17 of 31 days × 1,240.00")]
    [InlineData("vi", "17 of 31 days x 400000", "17 trong 31 ngày × 400.000")]
    [InlineData("fa", "17 of 31 days x 1240.50", "۱۷ از ۳۱ روز × ۱٬۲۴۰٫۵۰")]
    [InlineData("en", "1 of 1 days x 40.00", "1 of 1 day × 40.00")]
    [InlineData("pl", "1 of 1 days x 40.00", "1 z 1 dnia × 40,00")]
    [InlineData("it", "17 of 31 days x 40.00", "17 di 31 giorni × 40,00")]
    [InlineData("pl", "5 of 8 classes x 320.00", "5 z 8 zajęć × 320,00")]
    [InlineData("fa", "5 of 8 classes x 320.00", "۵ از ۸ جلسه × ۳۲۰٫۰۰")]
    [InlineData("it", "1 of 1 classes x 20.00", "1 di 1 lezione × 20,00")]
    [InlineData("pl", "17 of 31 days x 15.00 = 8.23; 8.23 x 20.00 / 60.00", "17 z 31 dni × 15,00 = 8,23; 8,23 × 20,00 / 60,00")]
    [InlineData("fa", "12.5% x 40.00", "۱۲٫۵٪ × ۴۰٫۰۰")]
    [InlineData("fa", "SPRING-2026: 10% x 40.00", "SPRING-2026: ۱۰٪ × ۴۰٫۰۰")]
    [InlineData("fa", "SPRING-2026", "SPRING-2026")]
    [InlineData("pl", "12.90 x 22%", "12,90 × 22%")]
    [InlineData("it", "", "")]
    public void How_an_amount_comes_about_is_told_in_the_words_and_digits_of_each_language(string language, string arithmetic, string expected) =>
        ArithmeticText.Format(arithmetic, new Words(Language.Find(language)!)).ShouldBe(expected);

    [Theory]
    [InlineData("en", "€10.00 instead of €40.00, because €30.00 of this line was credited before.")]
    [InlineData("vi", "10,00\u00A0€ thay vì 40,00\u00A0€, vì 30,00\u00A0€ của dòng này đã được ghi có trước đó.")]
    [InlineData("fa", "۱۰٫۰۰\u00A0یورو به‌جای ۴۰٫۰۰\u00A0یورو، چون ۳۰٫۰۰\u00A0یورو از این ردیف پیش‌تر بستانکار شده است.")]
    [InlineData("it", "10,00\u00A0€ anziché 40,00\u00A0€, perché 30,00\u00A0€ di questa riga era già stato accreditato.")]
    [InlineData("pl", "10,00\u00A0€ zamiast 40,00\u00A0€, ponieważ 30,00\u00A0€ z tej pozycji skorygowano już wcześniej.")]
    public void Why_a_credit_is_less_than_its_arithmetic_is_told_in_each_language(string language, string expected)
    {
        var cap = new CreditCap { Arithmetic = "31 of 31 days x 40.00", Computed = Money.From(40, "EUR"), CreditedBefore = Money.From(30, "EUR"), Amount = Money.From(10, "EUR") };
        CreditCapText.Format(cap, new Words(Language.Find(language)!)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("en", "21 Nov 2026")]
    [InlineData("vi", "21/11/2026")]
    [InlineData("fa", "۳۰ آبان ۱۴۰۵")]
    [InlineData("it", "21 nov 2026")]
    [InlineData("pl", "21 lis 2026")]
    public void Dates_are_written_as_their_readers_write_them(string language, string expected) =>
        DateText.Format(new DateOnly(2026, 11, 21), new Words(Language.Find(language)!)).ShouldBe(expected);

    [Theory]
    [InlineData(2024, 3, 19, "۲۹ اسفند ۱۴۰۲")]
    [InlineData(2024, 3, 20, "۱ فروردین ۱۴۰۳")]
    [InlineData(2025, 3, 20, "۳۰ اسفند ۱۴۰۳")]
    [InlineData(2025, 3, 21, "۱ فروردین ۱۴۰۴")]
    [InlineData(2026, 9, 22, "۳۱ شهریور ۱۴۰۵")]
    [InlineData(2026, 9, 23, "۱ مهر ۱۴۰۵")]
    public void Persian_dates_follow_the_Jalali_calendar_over_new_years_and_leap_years(int year, int month, int day, string expected) =>
        DateText.Format(new DateOnly(year, month, day), new Words(Language.Persian)).ShouldBe(expected);

    [Theory]
    [InlineData("2026-11-21", 2026, 11, 21)]
    [InlineData("1405/08/30", 2026, 11, 21)]
    [InlineData("۱۴۰۵/۸/۳۰", 2026, 11, 21)]
    [InlineData("1403-12-30", 2025, 3, 20)]
    public void A_typed_date_is_read_in_either_calendar(string text, int year, int month, int day)
    {
        DateText.TryParse(text, out var date).ShouldBeTrue();
        date.ShouldBe(new DateOnly(year, month, day));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-02-29")]
    [InlineData("1404/12/30")]
    [InlineData("1405/13/01")]
    [InlineData("21.11.2026")]
    [InlineData("0000-01-01")]
    public void A_day_that_does_not_exist_is_refused(string text) => DateText.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("en", "10 Dec 2026, 00:30")]
    [InlineData("fa", "۱۹ آذر ۱۴۰۵، ۰۰:۳۰")]
    public void An_instant_is_shown_by_the_clock_of_its_zone(string language, string expected) =>
        DateText.FormatMoment(new DateTimeOffset(2026, 12, 9, 17, 30, 0, TimeSpan.Zero), Zones.Find("Asia/Ho_Chi_Minh"), new Words(Language.Find(language)!))
            .ShouldBe(expected);

    [Theory]
    [InlineData("en", 0, "0 days")]
    [InlineData("en", 1, "1 day")]
    [InlineData("en", 21, "21 days")]
    [InlineData("vi", 1, "1 ngày")]
    [InlineData("fa", 1, "۱ روز")]
    [InlineData("it", 1, "1 giorno")]
    [InlineData("it", 2, "2 giorni")]
    [InlineData("pl", 1, "1 dzień")]
    [InlineData("pl", 3, "3 dni")]
    [InlineData("pl", 1240, "1240 dni")]
    public void Days_are_counted_in_the_right_number(string language, int count, string expected) =>
        new Words(Language.Find(language)!).Counted("DaysCount", count).ShouldBe(expected);

    [Theory]
    [InlineData("One", 1)]
    [InlineData("Few", 2, 4, 22, 34, 103)]
    [InlineData("Many", 0, 5, 11, 12, 13, 14, 21, 25, 111, 112, 114)]
    public void Each_number_has_one_of_three_forms(string form, params int[] numbers) => numbers.ShouldAllBe(number => PluralForm.Of(number) == form);

    [Theory]
    [InlineData("en", IntervalUnit.Month, 1, "every month")]
    [InlineData("en", IntervalUnit.Month, 3, "every 3 months")]
    [InlineData("vi", IntervalUnit.Week, 2, "mỗi 2 tuần")]
    [InlineData("fa", IntervalUnit.Day, 12, "هر ۱۲ روز")]
    [InlineData("it", IntervalUnit.Year, 1, "ogni anno")]
    [InlineData("pl", IntervalUnit.Month, 2, "co 2 miesiące")]
    [InlineData("pl", IntervalUnit.Month, 12, "co 12 miesięcy")]
    [InlineData("pl", IntervalUnit.Year, 22, "co 22 lata")]
    public void Periods_are_said_in_the_right_number(string language, IntervalUnit unit, int count, string expected) =>
        IntervalText.Format(new BillingInterval { Unit = unit, Count = count }, new Words(Language.Find(language)!)).ShouldBe(expected);

    [Theory]
    [InlineData("en", IntervalUnit.Month, 1, "every month (Persian calendar)")]
    [InlineData("vi", IntervalUnit.Year, 1, "hằng năm (lịch Ba Tư)")]
    [InlineData("fa", IntervalUnit.Month, 3, "هر ۳ ماه (تقویم خورشیدی)")]
    [InlineData("it", IntervalUnit.Month, 1, "ogni mese (calendario persiano)")]
    [InlineData("pl", IntervalUnit.Month, 2, "co 2 miesiące (kalendarz perski)")]
    public void Months_and_years_of_the_Persian_calendar_are_told_apart(string language, IntervalUnit unit, int count, string expected) =>
        IntervalText.Format(new BillingInterval { Unit = unit, Count = count, Calendar = BillingCalendar.Persian }, new Words(Language.Find(language)!)).ShouldBe(expected);

    [Theory]
    [InlineData("quotation", Contracts.Subscriptions.V1.Stage.Quotation)]
    [InlineData("in_progress", Contracts.Subscriptions.V1.Stage.InProgress)]
    [InlineData("to_renew", Contracts.Subscriptions.V1.Stage.ToRenew)]
    [InlineData("churned", Contracts.Subscriptions.V1.Stage.Churned)]
    [InlineData("5", Contracts.Subscriptions.V1.Stage.Unspecified)]
    [InlineData("nonsense", Contracts.Subscriptions.V1.Stage.Unspecified)]
    [InlineData("", Contracts.Subscriptions.V1.Stage.Unspecified)]
    [InlineData(null, Contracts.Subscriptions.V1.Stage.Unspecified)]
    public void Stages_are_read_by_their_names_only(string? name, Contracts.Subscriptions.V1.Stage expected) =>
        StageWords.Parse(name).ShouldBe(expected);
}
