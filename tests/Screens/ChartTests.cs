using Screens.Charts;
using Screens.Formatting;
using Screens.Languages;
using Shouldly;
using Xunit;

namespace Screens.Tests;

public class ChartTests
{
    [Theory]
    [InlineData(0, 100, "0 50 100")]
    [InlineData(0, 97, "0 50 100")]
    [InlineData(-30, 90, "-50 0 50 100")]
    [InlineData(0, 0, "0 0.01")]
    [InlineData(0, 1_234_567, "0 500000 1000000 1500000")]
    public void The_scale_holds_zero_and_all_values_between_round_numbers(decimal least, decimal most, string ticks) =>
        string.Join(' ', new Plot([least, most], 2, rightToLeft: false).Ticks.Select(tick => tick.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture))).ShouldBe(ticks);

    [Fact]
    public void Higher_values_stand_higher_and_time_runs_with_the_script()
    {
        var (ltr, rtl) = (new Plot([10, 20], 3, rightToLeft: false), new Plot([10, 20], 3, rightToLeft: true));

        ltr.Y(20).ShouldBeLessThan(ltr.Y(10));
        ltr.Y(10).ShouldBeLessThan(ltr.Y(0));
        ltr.X(0).ShouldBeLessThan(ltr.X(2));
        (rtl.X(0), rtl.X(2)).ShouldBe((Plot.Width - ltr.X(0), Plot.Width - ltr.X(2)));
    }

    [Theory]
    [InlineData("en", 1250, "12.5%")]
    [InlineData("it", 1250, "12,5%")]
    [InlineData("fa", 1250, "۱۲٫۵٪")]
    [InlineData("en", -505, "−5.1%")]
    [InlineData("fa", -505, "\u200E−۵٫۱٪")]
    [InlineData("en", -4, "0.0%")]
    [InlineData("en", 10_000, "100.0%")]
    public void Shares_are_written_as_their_readers_write_them(string language, int basisPoints, string expected) =>
        PercentText.Format(basisPoints, Language.Find(language)!).ShouldBe(expected);

    [Theory]
    [InlineData("en", "Jan 2026")]
    [InlineData("vi", "01/2026")]
    [InlineData("fa", "ژانویه ۲۰۲۶")]
    public void A_month_has_a_name(string language, string expected) =>
        DateText.FormatMonth(new DateOnly(2026, 1, 20), new Words(Language.Find(language)!)).ShouldBe(expected);
}
