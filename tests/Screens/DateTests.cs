using System.Globalization;
using Screens.Formatting;
using Screens.Languages;
using Shouldly;
using Xunit;

namespace Screens.Tests;

/// <summary>Dates that are entered, by either calendar.</summary>
public class DateTests
{
    static readonly Words Persian = new(Language.Persian);

    [Fact]
    public void Every_day_of_two_centuries_is_read_back_from_the_three_parts_that_show_it()
    {
        // 66 leap years of the Gregorian and as many of the Jalali calendar, with their irregular ones.
        for (var day = new DateOnly(1900, 1, 1); day <= new DateOnly(2199, 12, 31); day = day.AddDays(1))
        {
            var (year, month, dayOfMonth) = TypedDate.Parts(DateText.ForInput(day, Language.Persian), Language.Persian);
            var sent = new Dictionary<string, string> { ["d.year"] = year, ["d.month"] = month, ["d.day"] = dayOfMonth };
            DateText.TryParse(TypedDate.Read("d", name => sent.GetValueOrDefault(name)), out var read).ShouldBeTrue();
            read.ShouldBe(day);
        }
    }

    [Fact]
    public void Of_each_Jalali_year_the_30th_of_Esfand_is_a_day_just_where_it_is_a_leap_year()
    {
        var calendar = new PersianCalendar();
        for (var year = 1300; year <= 1500; year++)
        {
            DateText.TryParse($"{year}/12/30", out _).ShouldBe(calendar.IsLeapYear(year), $"{year}");
            DateText.TryParse($"{year}/12/29", out _).ShouldBeTrue();
            DateText.TryParse($"{year}/7/31", out _).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("1404/12/30", "اسفند ۱۴۰۴ تنها ۲۹ روز دارد؛ سال ۱۴۰۴ کبیسه نیست.")]
    [InlineData("۱۴۰۴/۷/۳۱", "مهر ۱۴۰۴ تنها ۳۰ روز دارد.")]
    [InlineData("2026/7/1", "سال را به تقویم شمسی و با چهار رقم وارد کنید، مانند ۱۴۰۵.")]
    [InlineData("05/7/1", "سال را به تقویم شمسی و با چهار رقم وارد کنید، مانند ۱۴۰۵.")]
    [InlineData("1404//30", "تاریخ را کامل وارد کنید: روز، ماه و سال.")]
    public void What_cannot_be_read_is_refused_with_the_rule_that_it_breaks(string text, string expected)
    {
        DateText.TryParse(text, out _).ShouldBeFalse();
        DateText.Explain(text, Persian).ShouldBe(expected);
    }

    [Theory]
    [InlineData("2026-02-29", "Feb 2026 has 28 days: 2026 is not a leap year.")]
    [InlineData("2026-04-31", "Apr 2026 has 30 days.")]
    [InlineData("soon", "Enter a whole date: day, month and year.")]
    public void So_it_is_in_the_other_calendar(string text, string expected) => DateText.Explain(text, new Words(Language.English)).ShouldBe(expected);

    [Fact]
    public void What_was_typed_is_shown_again_in_its_parts()
    {
        TypedDate.Parts("1404/12/30", Language.Persian).ShouldBe(("۱۴۰۴", "12", "۳۰"));
        TypedDate.Parts("1404//", Language.Persian).ShouldBe(("۱۴۰۴", "", ""));
        TypedDate.Parts("2026-11-21", Language.Persian).ShouldBe(("۱۴۰۵", "8", "۳۰"));
        TypedDate.Parts("", Language.Persian).ShouldBe(("", "", ""));
    }

    /// <summary>The Jalali calendar begins at 622-03-22; other calendars know days before it, and anything may be typed into an address.</summary>
    [Theory]
    [InlineData("0001-01-01", "۰۰۰۱", "1", "۱", "۱ ژانویه ۱")]
    [InlineData("0026-12-01", "۰۰۲۶", "12", "۱", "۱ دسامبر ۲۶")]
    [InlineData("0622-03-21", "۰۶۲۲", "3", "۲۱", "۲۱ مارس ۶۲۲")]
    [InlineData("0622-03-22", "۰۰۰۱", "1", "۱", "۱ فروردین ۱")]
    [InlineData("9999-12-31", "۹۳۷۸", "10", "۱۳", "۱۳ دی ۹۳۷۸")]
    public void A_day_that_the_Jalali_calendar_does_not_hold_is_shown_as_it_was_typed(string text, string year, string month, string day, string shown)
    {
        DateText.TryParse(text, out var date).ShouldBeTrue();
        TypedDate.Parts(text, Language.Persian).ShouldBe((year, month, day));
        DateText.Format(date, Persian).ShouldBe(shown);
        foreach (var language in Language.All.Where(language => language != Language.Persian))
        {
            DateText.ForInput(date, language).ShouldBe(text);
        }
    }

    [Theory]
    [InlineData("0000-01-01")]
    [InlineData("0/1/1")]
    [InlineData("10000-01-01")]
    [InlineData("9999-12-32")]
    [InlineData("-1-1-1")]
    [InlineData("9999/12/31")]
    public void What_is_no_day_of_any_calendar_is_explained_in_every_language(string text)
    {
        DateText.TryParse(text, out _).ShouldBeFalse();
        foreach (var language in Language.All)
        {
            DateText.Explain(text, new Words(language)).ShouldNotBeNullOrEmpty();
            TypedDate.Parts(text, language);
        }
    }

    [Theory]
    [InlineData("en", "Nov 2025")]
    [InlineData("vi", "11/2025")]
    [InlineData("fa", "نوامبر ۲۰۲۵")]
    [InlineData("it", "nov 2025")]
    public void A_month_of_the_reports_is_named_as_what_it_is(string language, string expected) =>
        DateText.FormatMonth(new DateOnly(2025, 11, 1), new Words(Language.Find(language)!)).ShouldBe(expected);
}
