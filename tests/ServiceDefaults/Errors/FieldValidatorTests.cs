using Contracts.Common.V1;
using ServiceDefaults.Errors;

namespace ServiceDefaults.Tests.Errors;

public sealed class FieldValidatorTests
{
    [Theory]
    [InlineData("", "f:REQUIRED")]
    [InlineData("   \t ", "f:REQUIRED")]
    [InlineData("12345678901", "f:TOO_LONG")]
    [InlineData("a\u0000b", "f:CONTROL_CHARACTERS")]
    [InlineData("a\u0007b", "f:CONTROL_CHARACTERS")]
    [InlineData("a\u001bb", "f:CONTROL_CHARACTERS")]
    [InlineData("a\u007fb", "f:CONTROL_CHARACTERS")]
    [InlineData("a\u0085b", "f:CONTROL_CHARACTERS")]
    [InlineData("a\nb", "f:CONTROL_CHARACTERS")]
    [InlineData("a\tb", "f:CONTROL_CHARACTERS")]
    [InlineData("a\u202eb", "f:CONTROL_CHARACTERS")]
    [InlineData("a\u2066b", "f:CONTROL_CHARACTERS")]
    [InlineData("a\u2028b", "f:CONTROL_CHARACTERS")]
    [InlineData("a\u2029b", "f:CONTROL_CHARACTERS")]
    [InlineData("a\uFDD0b", "f:CONTROL_CHARACTERS")]
    [InlineData("a\uFDEFb", "f:CONTROL_CHARACTERS")]
    [InlineData("\u200B", "f:REQUIRED")]
    [InlineData("\uFEFF", "f:REQUIRED")]
    [InlineData("\u3164", "f:REQUIRED")]
    [InlineData("\u00AD", "f:REQUIRED")]
    [InlineData("\u200C\u200D\u2060", "f:REQUIRED")]
    [InlineData("\u115F \uFFA0\u2800", "f:REQUIRED")]
    [InlineData("\u034F\uFE0F", "f:REQUIRED")]
    [InlineData("\U000E0041\U000E0101", "f:REQUIRED")]
    public void Bad_texts_are_named(string text, string violation) => Violations(c => c.Text("f", text, 10)).ShouldBe([violation]);

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("Robert'); DROP TABLE")]
    [InlineData("Đăng ký 😀 ok")]
    [InlineData("اشتراک‌ها")]
    [InlineData("{{7*7}} %s \\u0000")]
    [InlineData("می\u200Cخواهم")]
    [InlineData("❤\uFE0F 👩\u200D🚀")]
    [InlineData("soft\u00ADhyphen")]
    [InlineData("홍길동 \u3164")]
    [InlineData("\U0001F7FE \U0001FBFF \uFDCF \uFDF0 \uFFFD")]
    public void Html_and_any_script_are_plain_text(string text)
    {
        var validator = new FieldValidator();

        validator.Text("f", text, 40).ShouldBe(text);

        validator.Failed.ShouldBeFalse();
    }

    /// <summary>By code, since no test name or attribute can carry ill-formed text.</summary>
    [Theory]
    [InlineData(0xD800)]
    [InlineData(0xDC00)]
    public void A_lone_surrogate_is_no_text(int half)
    {
        var lone = (char)half;

        Violations(c => c.Text("f", $"a{lone}b", 10)).ShouldBe(["f:NOT_UNICODE"]);
        Violations(c => c.Text("f", $"a{lone}", 10)).ShouldBe(["f:NOT_UNICODE"]);
        Violations(c => c.Text("f", $"\uFFFD{lone}", 10)).ShouldBe(["f:NOT_UNICODE"]);
        Violations(c => c.Text("f", "\uD83D\uDE00", 10)).ShouldBeEmpty();
        Violations(c => c.Text("f", "\uDE00\uD83D", 10)).ShouldBe(["f:NOT_UNICODE"]);
        Violations(c => c.Text("f", "a\uFFFDb", 10)).ShouldBeEmpty();
    }

    /// <summary>By code, as above.</summary>
    [Theory]
    [InlineData(0xFFFE)]
    [InlineData(0xFFFF)]
    [InlineData(0x1FFFE)]
    [InlineData(0x1FFFF)]
    [InlineData(0x10FFFF)]
    public void A_noncharacter_is_refused_as_the_character_zero_is(int code)
    {
        var text = char.ConvertFromUtf32(code);

        Violations(c => c.Text("f", $"a{text}b", 10)).ShouldBe(["f:CONTROL_CHARACTERS"]);
        Violations(c => c.Text("f", text, 10, lines: true)).ShouldBe(["f:CONTROL_CHARACTERS"]);
        // A pair that only ends as one of them, before it.
        Violations(c => c.Text("f", $"\U000103FE{text}", 10)).ShouldBe(["f:CONTROL_CHARACTERS"]);
        Violations(c => c.Text("f", "\U000103FE\U000107FF", 10)).ShouldBeEmpty();
    }

    [Fact]
    public void What_cannot_be_seen_is_empty_where_a_text_may_be_missing()
    {
        new FieldValidator().Text("f", "\u200B", 10, required: false).ShouldBe("");
        new FieldValidator().Localized("f", Text(("en", "hi"), ("it", "\uFEFF")), 10).Keys.ShouldBe(["en"]);
        Violations(c => c.Localized("f", Text(("en", "\u3164")), 10)).ShouldBe(["f.en:REQUIRED"]);
    }

    [Fact]
    public void Line_breaks_and_tabs_are_allowed_where_text_has_lines() =>
        Violations(c => c.Text("f", "one\r\ntwo\tthree", 100, lines: true)).ShouldBeEmpty();

    [Fact]
    public void A_text_is_trimmed_before_it_is_measured()
    {
        var validator = new FieldValidator();

        validator.Text("f", "  1234567890 \n", 10).ShouldBe("1234567890");

        validator.Failed.ShouldBeFalse();
    }

    [Fact]
    public void An_optional_text_may_be_missing() => Violations(c => c.Text("f", null, 10, required: false)).ShouldBeEmpty();

    [Theory]
    [InlineData(null, "f:REQUIRED")]
    [InlineData("", "f:REQUIRED")]
    [InlineData("17", "f:NOT_AN_ID")]
    [InlineData("{6f9619ff-8b86-d011-b42d-00c04fc964ff}", "f:NOT_AN_ID")]
    [InlineData("' OR 1=1 --", "f:NOT_AN_ID")]
    public void Bad_ids_are_named(string? id, string violation) => Violations(c => c.Id("f", id)).ShouldBe([violation]);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void A_range_includes_both_ends(int value, bool good) => Violations(c => c.Range("f", value, 1, 5)).ShouldBe(good ? [] : ["f:OUT_OF_RANGE"]);

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once() =>
        Violations(c =>
        {
            c.Text("a", "", 10);
            c.Id("b", "x");
            c.Range("c", 9, 1, 5);
        }).ShouldBe(["a:REQUIRED", "b:NOT_AN_ID", "c:OUT_OF_RANGE"]);

    [Fact]
    public void A_localized_text_needs_English_and_known_languages()
    {
        Violations(c => c.Localized("f", null, 10)).ShouldBe(["f.en:REQUIRED"]);
        Violations(c => c.Localized("f", Text(("it", "ciao")), 10)).ShouldBe(["f.en:REQUIRED"]);
        Violations(c => c.Localized("f", Text(("en", "hi"), ("de", "hallo")), 10)).ShouldBe(["f:UNKNOWN_LANGUAGE"]);
        Violations(c => c.Localized("f", Text(("en", "hi"), ("fa", "12345678901")), 10)).ShouldBe(["f.fa:TOO_LONG"]);
        Violations(c => c.Localized("f", Text(("en", " ")), 10)).ShouldBe(["f.en:REQUIRED"]);
        Violations(c => c.Localized("f", null, 10, required: false)).ShouldBeEmpty();
    }

    [Fact]
    public void An_empty_translation_is_left_out() =>
        new FieldValidator().Localized("f", Text(("en", "hi"), ("it", "  ")), 10).Keys.ShouldBe(["en"]);

    [Theory]
    [InlineData("EUR", -1, 0, "f:NEGATIVE")]
    [InlineData("EUR", 0, -10_000_000, "f:NEGATIVE")]
    [InlineData("EUR", 1, 1_000_000, "f:TOO_FINE")]
    [InlineData("VND", 1, 500_000_000, "f:TOO_FINE")]
    [InlineData("EUR", 1_000_000_000_000, 0, "f:TOO_LARGE")]
    [InlineData("EUR", long.MaxValue, 0, "f:TOO_LARGE")]
    [InlineData("EUR", 1, -10_000_000, "f:NOT_AN_AMOUNT")]
    [InlineData("ABC", 1, 0, "f.currency_code:UNKNOWN_CURRENCY")]
    [InlineData("", 1, 0, "f.currency_code:UNKNOWN_CURRENCY")]
    [InlineData("eur", 1, 0, "f.currency_code:UNKNOWN_CURRENCY")]
    public void Bad_amounts_are_named(string currency, long units, int nanos, string violation) =>
        Violations(c => c.Amount("f", new Money { CurrencyCode = currency, Units = units, Nanos = nanos })).ShouldBe([violation]);

    [Fact]
    public void Zero_is_an_amount_unless_it_must_be_positive()
    {
        Violations(c => c.Amount("f", Money.From(0, "EUR"))).ShouldBeEmpty();
        Violations(c => c.Amount("f", Money.From(0, "EUR"), positive: true)).ShouldBe(["f:ZERO"]);
        Violations(c => c.Amount("f", null)).ShouldBe(["f:REQUIRED"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1899)]
    [InlineData(3000)]
    [InlineData(9999)]
    public void A_day_near_an_end_of_the_calendar_is_refused_before_anything_is_added_to_it(int year) =>
        Violations(c => c.CivilDate("f", new Date { Year = year, Month = 1, Day = 1 }).ShouldBeNull()).ShouldBe(["f:DATE_OUT_OF_RANGE"]);

    [Theory]
    [InlineData("localtime")]
    [InlineData("posixrules")]
    [InlineData("Factory")]
    [InlineData("right/UTC")]
    [InlineData("posix/Europe/Warsaw")]
    [InlineData("europe/warsaw")]
    [InlineData("Europe/Warsaw ")]
    [InlineData("Poland")]
    [InlineData("Asia/Saigon")]
    [InlineData("W. Europe Standard Time")]
    [InlineData("GMT0")]
    [InlineData("")]
    public void Only_canonical_names_are_time_zones(string name) => Violations(c => c.TimeZone("f", name)).ShouldBe(["f:UNKNOWN_TIME_ZONE"]);

    [Theory]
    [InlineData("UTC")]
    [InlineData("Etc/UTC")]
    [InlineData("Europe/Warsaw")]
    [InlineData("Europe/Amsterdam")]
    [InlineData("Asia/Ho_Chi_Minh")]
    [InlineData("Asia/Tehran")]
    [InlineData("America/Argentina/Buenos_Aires")]
    public void Canonical_names_are(string name) => new FieldValidator().TimeZone("f", name).ShouldBe(name);

    [Fact]
    public void Every_time_zone_that_may_be_chosen_is_known_to_the_machine()
    {
        var names = Contracts.Conversions.TimeZones.All.ToList();

        names.Count.ShouldBeGreaterThan(400);
        names.Where(name => !TimeZoneInfo.TryFindSystemTimeZoneById(name, out _)).ShouldBeEmpty();
    }

    [Fact]
    public void A_day_that_does_not_exist_is_named_and_none_is_none()
    {
        Violations(c => c.CivilDate("f", new Date { Year = 2026, Month = 2, Day = 30 })).ShouldBe(["f:NOT_A_DATE"]);
        Violations(c => c.CivilDate("f", new Date())).ShouldBe(["f:NOT_A_DATE"]);
        new FieldValidator().CivilDate("f", null).ShouldBeNull();
    }

    private static LocalizedText Text(params (string Language, string Value)[] values) =>
        LocalizedText.From(values.ToDictionary(v => v.Language, v => v.Value));

    private static IEnumerable<string> Violations(Action<FieldValidator> check)
    {
        var validator = new FieldValidator();
        check(validator);
        try
        {
            validator.ThrowIfFailed();
            return [];
        }
        catch (DomainException refusal)
        {
            return refusal.Violations.Select(v => $"{v.Field}:{v.Rule}");
        }
    }
}
