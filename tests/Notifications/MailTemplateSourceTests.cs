using Notifications.Rendering;
using ServiceDefaults.Errors;

namespace Notifications.Tests;

/// <summary>What a template's text may be.</summary>
public sealed class MailTemplateSourceTests
{
    private const string English = ".en.hbs";

    public static TheoryData<string, string> EveryMail() => MailTemplateTests.EveryMail();

    [Theory]
    [MemberData(nameof(EveryMail))]
    public void Every_built_in_template_passes_and_stays_as_it_is(string kind, string language)
    {
        var source = MailTemplates.BuiltIn(kind, language);

        Validate(source, kind).ShouldBeEmpty();
        MailTemplateSource.Validate(new FieldValidator(), "source", source, MailKinds.FieldsOf(kind)).ShouldBe(source.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_kind_says_which_values_it_has() => MailKinds.All.ShouldBe(typeof(MailKinds).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(English, StringComparison.Ordinal)).Select(name => name[..^English.Length]).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("", "REQUIRED")]
    [InlineData("  \n\n ", "REQUIRED")]
    [InlineData("Subject", "NO_BODY")]
    [InlineData("Subject\n\n\n", "NO_BODY")]
    [InlineData("\u3164\n\nBody", "NO_SUBJECT line 1")]
    [InlineData("Subject\n\n\u200B\u00AD", "NO_BODY")]
    [InlineData("Subject\nBody", "NO_BLANK_LINE line 2")]
    [InlineData("* Subject: x\n\nBody", "NOT_A_SUBJECT line 1")]
    [InlineData("Subject {{nme}}\n\nBody", "UNKNOWN_FIELD line 1")]
    [InlineData("Subject\n\nHello {{name}},\n{{invoice}}", "UNKNOWN_FIELD line 4")]
    [InlineData("\n\nSubject\n\nHello {{name}", "NOT_A_VALUE line 5")]
    [InlineData("Subject\n\n{{#if name}}x{{/if}}", "NOT_A_VALUE line 3")]
    [InlineData("Subject\n\n{{{name}}}", "NOT_A_VALUE line 3")]
    [InlineData("Subject\n\n{{ name }}", "NOT_A_VALUE line 3")]
    [InlineData("Subject\n\n{{name.Length}}", "NOT_A_VALUE line 3")]
    [InlineData("Subject\n\n* Plan {{plan}}", "NOT_A_TABLE_LINE line 3")]
    [InlineData("Subject\n\n* Plan: {{plan}}\nand more: x", "NOT_A_TABLE_LINE line 4")]
    [InlineData("Subject\n\nText\n* Plan: {{plan}}", "NO_BLANK_LINE line 4")]
    [InlineData("Subject\n\n-> Open {{orderLink}}", "NOT_A_BUTTON line 3")]
    [InlineData("Subject\n\n-> Open | {{orderLink}}\n-> Too | {{orderLink}}", "NO_BLANK_LINE line 4")]
    [InlineData("Subject\n\n-> Open | javascript:alert(1)", "NOT_A_WEB_ADDRESS line 3")]
    [InlineData("Subject\n\n-> Open | {{name}}", "NOT_A_WEB_ADDRESS line 3")]
    [InlineData("Subject\n\n-> Open | https://shop.example/{{order}}", "NOT_A_WEB_ADDRESS line 3")]
    public void What_is_broken_is_refused_with_its_line_and_rule(string source, string violation) => Validate(source).ShouldBe([violation]);

    [Fact]
    public void A_text_or_a_subject_that_is_too_long_is_refused()
    {
        Validate("Subject\n\n" + new string('x', 20_000)).ShouldBe(["TOO_LONG"]);
        Validate(new string('x', 201) + "\n\nBody").ShouldBe(["TOO_LONG line 1"]);
    }

    [Fact]
    public void All_that_is_wrong_is_named_at_once() =>
        Validate("Subject {{x}}\n\n{{y}}\n\n-> z").ShouldBe(["UNKNOWN_FIELD line 1", "UNKNOWN_FIELD line 3", "NOT_A_BUTTON line 5"]);

    [Fact]
    public void A_button_may_lead_to_a_page_of_the_business() => Validate("Subject\n\n-> Help | https://shop.example/help").ShouldBeEmpty();

    [Fact]
    public void A_sign_in_link_stands_in_the_body_and_never_in_the_subject()
    {
        Validate("Sign in\n\nHello {{name}}", MailTemplates.SignIn).ShouldBe(["MISSING_FIELD"]);
        Validate("Sign in {{link}}\n\nHello {{name}}", MailTemplates.SignIn).ShouldBe(["SECRET_IN_SUBJECT line 1", "MISSING_FIELD"]);
        Validate("Sign in\n\n{{link}}", MailTemplates.SignIn).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(EveryMail))]
    public void A_template_that_passes_can_be_made_into_a_mail(string kind, string language)
    {
        var fields = MailKinds.FieldsOf(kind);
        var source = $"S\r\n\r\n{string.Join(" ", fields.Select(f => $"{{{{{f.Name}}}}}"))}  \r\n   \r\n* a: {{{{name}}}}\r\n\r\n-> b | {{{{{fields.First(f => f.IsLink).Name}}}}}";
        var validator = new FieldValidator();
        var stored = MailTemplateSource.Validate(validator, "source", source, fields);
        validator.ThrowIfFailed();

        var mail = new MailTemplates().Render(kind, language, 1, () => stored, fields.ToDictionary(f => f.Name, f => $"https://{f.Name}.example"));

        mail.Subject.ShouldBe("S");
        mail.Text.ShouldContain("a: https://name.example");
        mail.Html.ShouldContain("class=\"button\" href=\"https://");
        fields.ShouldAllBe(f => mail.Text.Contains(f.Name, StringComparison.Ordinal));
    }

    private static List<string> Validate(string source, string kind = MailTemplates.SubscriptionClosed)
    {
        var validator = new FieldValidator();
        MailTemplateSource.Validate(validator, "source", source, MailKinds.FieldsOf(kind));
        try
        {
            validator.ThrowIfFailed();
            return [];
        }
        catch (DomainException refused)
        {
            return [.. refused.Violations.Select(v => v.Message.StartsWith("line ", StringComparison.Ordinal) ? $"{v.Rule} line {v.Message.Split(' ')[1]}" : v.Rule)];
        }
    }
}
