using Microsoft.AspNetCore.Components;
using Screens.Languages;

namespace Screens.Components.Fields;

/// <summary>What every field of a form has: a name, a label, a value, a hint and what is wrong with it.</summary>
public abstract class FieldBase : ComponentBase
{
    [Inject]
    protected Locale L { get; set; } = null!;

    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public bool Required { get; set; }

    /// <summary>The element's id; the name unless a page holds two fields of that name.</summary>
    [Parameter]
    public string? Id { get; set; }

    [Parameter]
    public bool Autofocus { get; set; }

    /// <summary>Language of the value, where it is not the page's.</summary>
    [Parameter]
    public string? Lang { get; set; }

    /// <summary>Direction of the value: ltr for addresses and codes, auto for what people write.</summary>
    [Parameter]
    public string Dir { get; set; } = "auto";

    protected string ElementId => Id ?? Name.Replace('.', '-');

    protected string? Invalid => Error is null ? null : "true";

    protected string? DescribedBy
    {
        get
        {
            var ids = string.Join(' ', new[] { Hint is null ? null : $"{ElementId}-hint", Error is null ? null : $"{ElementId}-error" }
                .Where(id => id is not null));
            return ids.Length == 0 ? null : ids;
        }
    }
}
