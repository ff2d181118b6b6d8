using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ServiceDefaults.Search;

namespace ServiceDefaults.Tests.Search;

/// <summary>What folding makes alike, of every letter that Unicode has in its first plane, and of words in the languages of the screens.</summary>
public sealed class FoldTests
{
    private const string Letters = "abcxyzABCXYZ ĂăÂâĐđÊêÔôƠơƯưẮằẲẵẶỄễỆệŁłŃńŚśŹźŻżĄąĘęÓóÀàÈèÉéÌìÒòÙùßİıſŒœÆæØøΣσς' -'@.\u200C\u00AD"
        + "یيىکكةهۀأإآؤئءٱـپچژگ\u064E\u0651٠١٢۳۴۵१२３Ⅷ½ﬁﷲ";

    private static readonly Gen<string> Texts =
        from letters in Gen.ArrayOf(Gen.OneOf(Gen.Elements(Letters.ToCharArray()), Gen.Choose(0, char.MaxValue).Select(c => (char)c).Where(char.IsLetterOrDigit)))
        select new string(letters);

    [Fact]
    public void Folding_twice_is_folding_once() => Prop.ForAll(Texts.ToArbitrary(), text =>
    {
        var folded = SearchText.Fold(text);
        SearchText.Fold(folded).ShouldBe(folded);
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Case_and_composition_do_not_count() => Prop.ForAll(Texts.ToArbitrary(), text =>
    {
        var folded = SearchText.Fold(text);
        SearchText.Fold(text.ToUpperInvariant()).ShouldBe(folded);
        SearchText.Fold(text.ToLowerInvariant()).ShouldBe(folded);
        SearchText.Fold(text.Normalize(NormalizationForm.FormC)).ShouldBe(folded);
        SearchText.Fold(text.Normalize(NormalizationForm.FormD)).ShouldBe(folded);
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void So_it_is_with_every_letter()
    {
        var broken = new List<string>();
        foreach (var letter in Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(char.IsLetterOrDigit).Select(c => c.ToString()))
        {
            var folded = SearchText.Fold(letter);
            string[] others =
            [
                SearchText.Fold(folded), SearchText.Fold(letter.ToUpperInvariant()), SearchText.Fold(letter.ToLowerInvariant()),
                SearchText.Fold(letter.Normalize(NormalizationForm.FormC)), SearchText.Fold(letter.Normalize(NormalizationForm.FormD)),
            ];
            if (others.Any(other => other != folded))
            {
                broken.Add($"U+{(int)letter[0]:X4} {letter}: {folded}, {string.Join(", ", others)}");
            }
        }

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void A_digit_of_any_script_is_the_digit()
    {
        foreach (var digit in Enumerable.Range(0, 0x20000).Where(Rune.IsValid).Select(value => new Rune(value)).Where(rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber))
        {
            SearchText.Fold(digit.ToString()).ShouldBe(((int)Rune.GetNumericValue(digit)).ToString(CultureInfo.InvariantCulture), $"U+{digit.Value:X4}");
        }
    }

    [Theory]
    [InlineData("Nguyễn Thị Lan", "nguyen thi lan")]
    [InlineData("ĐẶNG Đức", "dang duc")]
    [InlineData("Łódź, Wiśniewski", "lodz, wisniewski")]
    [InlineData("Zażółć gęślą jaźń", "zazolc gesla jazn")]
    [InlineData("Perché no? Città", "perche no? citta")]
    [InlineData("D’Angelo  O'Brien", "dangelo obrien")]
    [InlineData("STRASSE", "strasse")]
    [InlineData("Straße", "strasse")]
    [InlineData("Ægir Øst Þór", "aegir ost thor")]
    [InlineData("ΣΊΣΥΦΟΣ", "σισυφοσ")]
    [InlineData("Ｆｕｌｌ ｗｉｄｔｈ ﬁn", "full width fin")]
    [InlineData("\u200Fسارا احمدی\u200E", "سارا احمدي")]
    [InlineData("سارا احمدي", "سارا احمدي")]
    [InlineData("یک ماهه", "يك ماهه")]
    [InlineData("يك ماهة", "يك ماهه")]
    [InlineData("أحمد إبراهيم آذر", "احمد ابراهيم اذر")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("مـحـمـد", "محمد")]
    [InlineData("شیء", "شي")]
    [InlineData("برنامه‌های حرفه‌ای", "برنامههاي حرفهاي")]
    [InlineData("۱۲ ماه، ٣٤", "12 ماه، 34")]
    [InlineData("ada.rossi+1@Example.COM", "ada.rossi+1@example.com")]
    [InlineData(" \t two\u00A0words\r\n", "two words")]
    [InlineData("", "")]
    public void Words_of_all_languages_come_in_one_form(string text, string folded) => SearchText.Fold(text).ShouldBe(folded);

    [Theory]
    [InlineData("S00042", " 00042 42 s00042")]
    [InlineData("INV/2026/00017", " 00017 17 2026 inv")]
    [InlineData("Ada Ada ADA", " ada")]
    [InlineData("ada.rossi@example.com", " ada.rossi@example.com com example rossi")]
    [InlineData("<ada@example.com>,", " ada@example.com com example")]
    [InlineData("D'Angelo", " angelo dangelo")]
    [InlineData("حرفه‌ای", " اي حرفهاي")]
    [InlineData("!? ...", "")]
    public void An_entity_is_found_by_its_words_and_by_their_parts(string text, string words) => SearchText.Of(text).ShouldBe(words);

    [Fact]
    public void What_an_entity_is_found_by_fits_its_column()
    {
        var text = SearchText.Of(Enumerable.Range(0, 1000).Select(i => $"word{i}x{new string('y', i % 90)}"));

        text.Length.ShouldBeInRange(SearchText.MaximumLength - 100, SearchText.MaximumLength);
        text.Split(' ').Max(word => word.Length).ShouldBe(60);
    }
}
