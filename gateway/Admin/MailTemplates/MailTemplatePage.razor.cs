using Contracts.Billing.V1;
using Contracts.Notifications.V1;
using Microsoft.AspNetCore.Components;
using Screens.Languages;
using Screens.Pages;

namespace Admin.MailTemplates;

/// <summary>What one kind of mail says in one language: its words, the fields that they may name, a preview, and the versions.</summary>
public partial class MailTemplatePage(MailTemplateClient templates, DunningClient dunning) : ScreenPage
{
    const string List = "/admin/mail-templates";
    const int CasesOffered = 100;

    MailTemplate? template;
    MailTemplate? newest;
    MailKind? kind;
    TemplateWords words = new("", "");
    IReadOnlyList<MailTemplate> versions = [];
    IReadOnlyList<DunningCase> cases = [];
    RenderMailTemplateResponse? preview;
    Posted posted = null!;

    [Parameter]
    public string Kind { get; set; } = "";

    [Parameter]
    public string InLanguage { get; set; } = "";

    /// <summary>An older version, to look at and to begin from.</summary>
    [SupplyParameterFromQuery(Name = "version")]
    public int? Version { get; set; }

    string Path => PathOf(Kind, InLanguage);

    string Title => $"{L[$"MailTemplate_{Kind}"]} · {Language.Find(InLanguage)?.NativeName}";

    string Direction => Language.Find(InLanguage)?.Direction ?? "auto";

    IEnumerable<(string Value, string Words)> CaseChoices => cases.Select(each => (each.Id, $"{each.Number} · {each.CustomerName}"));

    internal static string PathOf(string kind, string language) => $"{List}/{Uri.EscapeDataString(kind)}/{language}";

    protected override async Task OnInitializedAsync()
    {
        posted = Posted("template");
        if (!await Ask(async () => newest = await templates.GetMailTemplateAsync(new() { Kind = Kind, Language = InLanguage }, cancellationToken: RequestAborted)))
        {
            return;
        }

        if (Version is { } older
            && !await Ask(async () => template = await templates.GetMailTemplateAsync(new() { Kind = Kind, Language = InLanguage, Version = older }, cancellationToken: RequestAborted)))
        {
            return;
        }

        template ??= newest;
        words = TemplateWords.Of(template!.Source);
        versions = (await AskOptional(templates.ListMailTemplateVersionsAsync(new() { Kind = Kind, Language = InLanguage }, cancellationToken: RequestAborted)))?.MailTemplates ?? versions;
        kind = (await AskOptional(templates.ListMailKindsAsync(new() { PageSize = 200 }, cancellationToken: RequestAborted)))?.MailKinds.FirstOrDefault(each => each.Kind == Kind);
        if (MailedCase.Covers(Kind))
        {
            cases = (await AskOptional(dunning.ListDunningCasesAsync(new() { PageSize = CasesOffered }, cancellationToken: RequestAborted)))?.Cases ?? cases;
        }
    }

    Task Submit()
    {
        if (posted["subject"].Length == 0)
        {
            FailField("subject", "Field_REQUIRED");
            return Task.CompletedTask;
        }

        // As it was typed: its lines are counted where it is refused.
        var source = new TemplateWords(posted["subject"], posted.Or("body", "")).Source;
        return posted["do"] == "preview" ? Preview(source) : Save(source);
    }

    async Task Save(string source)
    {
        var change = new MailTemplate { Kind = Kind, Language = InLanguage, Source = source, Etag = posted["etag"] };
        if (await Ask(async () => await templates.UpdateMailTemplateAsync(new() { MailTemplate = change, RequestId = posted["request_id"] }, cancellationToken: RequestAborted)))
        {
            Navigation.NavigateTo($"{Path}?done=saved");
        }
    }

    async Task Preview(string source)
    {
        var request = new RenderMailTemplateRequest { Kind = Kind, Language = InLanguage, Source = source, RequestId = posted["request_id"] };
        if (cases.FirstOrDefault(each => each.Id == posted["case"]) is { } chosen)
        {
            request.DunningCase = MailedCase.Of(chosen);
        }

        if (await Ask(async () => preview = await templates.RenderMailTemplateAsync(request, cancellationToken: RequestAborted)))
        {
            InnerStyles.Allow(Http, preview!.HtmlBody);
        }
    }

    async Task Reset()
    {
        var form = Posted("reset");
        if (await Ask(async () => await templates.ResetMailTemplateAsync(
            new() { Kind = Kind, Language = InLanguage, Etag = form["etag"], RequestId = form["request_id"] }, cancellationToken: RequestAborted)))
        {
            Navigation.NavigateTo($"{Path}?done=mail-template-reset");
        }
    }

    /// <summary>What is wrong with the subject, or with the text, line by line as it stands in its field; null when nothing is.</summary>
    string? ErrorOf(bool ofSubject)
    {
        if (Problem is null || !posted.WasSent)
        {
            return null;
        }

        var wrong = TemplateError.Of(Problem).Where(fault => fault.IsInSubject == ofSubject).Select(fault => fault.Say(L)).ToList();
        return wrong.Count > 0 ? string.Join(' ', wrong) : Problem.Field(ofSubject ? "subject" : "body");
    }
}
