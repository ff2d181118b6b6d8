using Screens.Formatting;
using Screens.Languages;
using Shouldly;
using Xunit;

namespace Screens.Tests;

public class DurationTests
{
    [Theory]
    [InlineData("00:00:00", "en", "1 minute")]
    [InlineData("00:01:31", "en", "2 minutes")]
    [InlineData("00:59:30", "en", "1 hour")]
    [InlineData("1.23:29:00", "en", "47 hours")]
    [InlineData("2.00:00:00", "en", "2 days")]
    [InlineData("6.12:00:00", "en", "7 days")]
    [InlineData("05:00:00", "pl", "5 godzin")]
    [InlineData("02:00:00", "pl", "2 godziny")]
    [InlineData("3.00:00:00", "fa", "۳ روز")]
    [InlineData("03:00:00", "vi", "3 giờ")]
    public void It_is_told_in_its_largest_whole_unit(string length, string language, string expected) =>
        DurationText.Format(TimeSpan.Parse(length, System.Globalization.CultureInfo.InvariantCulture), new Words(Language.Find(language)!)).ShouldBe(expected);
}
