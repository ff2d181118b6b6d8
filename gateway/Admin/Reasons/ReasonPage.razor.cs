using System.Text;
using Contracts.Subscriptions.V1;
using Microsoft.AspNetCore.Components;
using Screens.Components.Fields;
using Screens.Pages;

namespace Admin.Reasons;

/// <summary>One close reason: its label per language and whether it asks for a comment.</summary>
public partial class ReasonPage(CloseReasonClient closeReasons) : ScreenPage
{
    static readonly string[] Editable = ["label", "comment_required"];

    CloseReason? reason;
    Posted posted = null!;

    [Parameter]
    public string? Id { get; set; }

    string Title => Id is null ? L["Reason_New"] : L.Text(reason?.Label);

    protected override async Task OnInitializedAsync()
    {
        posted = Posted("reason");
        if (Id is null)
        {
            reason = new CloseReason();
            return;
        }

        await Ask(async () => reason = await closeReasons.GetCloseReasonAsync(new() { Id = Id }, cancellationToken: RequestAborted));
    }

    async Task Save()
    {
        var change = new CloseReason
        {
            Id = Id ?? "",
            Label = LocalizedField.Read(posted, "label"),
            CommentRequired = posted.Ticked("comment_required"),
            Etag = posted["etag"],
        };
        if (Id is null)
        {
            change.Code = posted["code"] is { Length: > 0 } code ? code : CodeOf(posted["label.en"]);
        }

        if (await Ask(async () => _ = Id is null
            ? await closeReasons.CreateCloseReasonAsync(new() { CloseReason = change, RequestId = posted["request_id"] }, cancellationToken: RequestAborted)
            : await closeReasons.UpdateCloseReasonAsync(
                new() { CloseReason = change, UpdateMask = new() { Paths = { Editable } }, RequestId = posted["request_id"] }, cancellationToken: RequestAborted)))
        {
            Navigation.NavigateTo("/admin/close-reasons?done=saved");
        }
    }

    /// <summary>"Too expensive!" becomes too_expensive.</summary>
    static string CodeOf(string label)
    {
        var code = new StringBuilder();
        foreach (var c in label)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                code.Append(char.ToLowerInvariant(c));
            }
            else if (code.Length > 0 && code[^1] != '_')
            {
                code.Append('_');
            }
        }

        return code.ToString()[..Math.Min(code.Length, 50)].Trim('_');
    }
}
