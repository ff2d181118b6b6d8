using System.Text;
using Contracts.Common.V1;
using Screens.Formatting;
using Shouldly;
using Xunit;

namespace Screens.Tests;

public class CsvTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a, b", "\"a, b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+39 06", "'+39 06")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("=HYPERLINK(\"http://example.com\",\"x\")", "\"'=HYPERLINK(\"\"http://example.com\"\",\"\"x\"\")\"")]
    public void A_text_stays_a_text_in_a_spreadsheet(string text, string expected) => Rows(new CsvText("name").Text(text)).ShouldBe($"name\r\n{expected}");

    [Fact]
    public void Numbers_have_a_point_their_currencys_digits_and_no_groups_and_keep_their_sign() =>
        Rows(new CsvText("a", "b", "c", "d", "e")
            .Amount(new Money { CurrencyCode = "EUR", Units = -1234, Nanos = -500_000_000 })
            .Amount(new Money { CurrencyCode = "VND", Units = 1_000_000 })
            .Number(-7).Percent(-1250).Day(new Date { Year = 2026, Month = 1, Day = 5 }).EndRow())
            .ShouldBe("a,b,c,d,e\r\n-1234.50,1000000,-7,-12.50,2026-01-05\r\n");

    [Fact]
    public void The_file_says_that_it_is_UTF_8() => new CsvText("ł").ToBytes().ShouldBe([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("ł\r\n")]);

    [Fact]
    public void A_file_that_is_sent_while_it_is_made_is_the_same_file()
    {
        var sent = new CsvText("a", "b");
        byte[] parts = [.. sent.Take(), .. sent.Text("ł").Number(1).EndRow().Take(), .. sent.Take(), .. sent.Text("=2").Number(2).EndRow().Take()];

        parts.ShouldBe(new CsvText("a", "b").Text("ł").Number(1).EndRow().Text("=2").Number(2).EndRow().ToBytes());
    }

    static string Rows(CsvText csv) => Encoding.UTF8.GetString(csv.ToBytes())[1..];
}
