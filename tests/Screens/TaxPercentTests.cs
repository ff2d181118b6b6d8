using Screens.Formatting;
using Screens.Languages;
using Shouldly;
using Xunit;

namespace Screens.Tests;

public class TaxPercentTests
{
    [Theory]
    [InlineData(220_000, "en", "22%")]
    [InlineData(77_000, "en", "7.7%")]
    [InlineData(77_000, "it", "7,7%")]
    [InlineData(81_234, "pl", "8,1234%")]
    [InlineData(100, "vi", "0,01%")]
    [InlineData(1_000_000, "en", "100%")]
    [InlineData(0, "en", "0%")]
    [InlineData(92_500, "fa", "۹٫۲۵٪")]
    public void It_has_the_decimals_that_it_has(int perMillion, string language, string expected) =>
        TaxPercentText.Format(perMillion, Language.Find(language)!).ShouldBe(expected);

    [Theory]
    [InlineData("22", 220_000)]
    [InlineData(" 22 % ", 220_000)]
    [InlineData("7,7", 77_000)]
    [InlineData("8.1234", 81_234)]
    [InlineData("۹٫۲۵٪", 92_500)]
    [InlineData("0", 0)]
    [InlineData("100.5", 1_005_000)]
    public void It_is_read_as_people_write_it(string typed, int expected)
    {
        TaxPercentText.TryParse(typed, out var perMillion).ShouldBeTrue();
        perMillion.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("-1")]
    [InlineData("7,")]
    [InlineData(",7")]
    [InlineData("1.2.3")]
    [InlineData("8.12345")]
    [InlineData("twenty")]
    [InlineData("1e3")]
    public void Anything_else_is_no_percentage(string? typed) => TaxPercentText.TryParse(typed, out _).ShouldBeFalse();

    [Fact]
    public void What_stands_in_a_field_is_read_back_the_same()
    {
        foreach (var language in Language.All)
        {
            TaxPercentText.TryParse(TaxPercentText.ForInput(81_234, language), out var perMillion).ShouldBeTrue();
            perMillion.ShouldBe(81_234);
        }
    }
}
