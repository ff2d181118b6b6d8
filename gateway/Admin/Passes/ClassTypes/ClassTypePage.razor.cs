using Contracts.Plans.V1;
using Microsoft.AspNetCore.Components;
using Screens.Components.Fields;
using Screens.Pages;

namespace Admin.Passes.ClassTypes;

/// <summary>One kind of class that passes are sold for.</summary>
public partial class ClassTypePage(ClassTypeClient classes) : ScreenPage
{
    ClassType? classType;
    Posted posted = null!;

    [Parameter]
    public string? Id { get; set; }

    string Path => $"/admin/class-types/{Id ?? "new"}";

    string Title => Id is null ? L["ClassType_New"] : L.Text(classType?.Name);

    protected override async Task OnInitializedAsync()
    {
        posted = Posted("class-type");
        if (Id is null)
        {
            classType = new ClassType();
            return;
        }

        await Ask(async () => classType = await classes.GetClassTypeAsync(new() { Id = Id }, cancellationToken: RequestAborted));
    }

    async Task Save()
    {
        var change = new ClassType { Id = Id ?? "", Name = LocalizedField.Read(posted, "name"), Etag = posted["etag"] };
        ClassType? saved = null;
        if (await Ask(async () => saved = Id is null
            ? await classes.CreateClassTypeAsync(new() { ClassType = change, RequestId = posted["request_id"] }, cancellationToken: RequestAborted)
            : await classes.UpdateClassTypeAsync(new() { ClassType = change, RequestId = posted["request_id"] }, cancellationToken: RequestAborted)))
        {
            Navigation.NavigateTo($"/admin/class-types/{saved!.Id}?done=saved");
        }
    }

    async Task Retire()
    {
        var form = Posted("retire");
        if (await Ask(async () => await classes.RetireClassTypeAsync(
            new() { Id = Id, Etag = form["etag"], RequestId = form["request_id"] }, cancellationToken: RequestAborted)))
        {
            Navigation.NavigateTo($"{Path}?done=class-type-retired");
        }
    }
}
