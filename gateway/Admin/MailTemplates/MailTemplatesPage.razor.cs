using Contracts.Notifications.V1;
using Screens.Pages;

namespace Admin.MailTemplates;

/// <summary>Configuration > Mail templates: every kind of mail, the languages in which the business has edited it, and its switch.</summary>
public partial class MailTemplatesPage(MailTemplateClient templates) : ScreenPage
{
    const string Path = "/admin/mail-templates";

    IReadOnlyList<MailKind>? kinds;

    protected override Task OnInitializedAsync() => Ask(async () =>
        kinds = [.. (await templates.ListMailKindsAsync(new() { PageSize = 200 }, cancellationToken: RequestAborted)).MailKinds.OrderBy(each => L[$"MailTemplate_{each.Kind}"], StringComparer.Create(L.Language.Culture, ignoreCase: true))]);

    async Task Switch(MailKind kind)
    {
        var posted = Posted($"switch-{kind.Kind}");
        var change = new MailKind { Kind = kind.Kind, Enabled = posted["enabled"] == "true", Etag = posted["etag"] };
        if (await Ask(async () => await templates.UpdateMailKindAsync(new() { MailKind = change, RequestId = posted["request_id"] }, cancellationToken: RequestAborted)))
        {
            Navigation.NavigateTo($"{Path}?done={(change.Enabled ? "mail-switched-on" : "mail-switched-off")}");
        }
    }
}
