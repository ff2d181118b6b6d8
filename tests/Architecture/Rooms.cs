namespace Architecture.Tests;

/// <summary>
/// The folders of a service, from the top: a room may use those in lines below its own, never one above or beside it. Types in the service's own
/// folder join the rooms and may use all; a room may use those of them that are shared.
/// </summary>
internal sealed class Rooms(string service, string[][] layers, string[] shared, KnownArrow[] known)
{
    public string Service { get; } = service;

    public IReadOnlyList<KnownArrow> Known { get; } = known;

    /// <summary>Uses that the layers forbid.</summary>
    public IEnumerable<Arrow> Forbidden() =>
        from type in Product.Assembly(Service).Types
        where !Product.IsMigration(type.Name)
        from used in type.Uses
        where used.Assembly == Service && used != type.Name && Product.Find(used) is not null
        let arrow = new Arrow(type.Name, used)
        where IsForbidden(arrow)
        orderby arrow.ToString()
        select arrow;

    /// <summary>Folders that no layer names.</summary>
    public IEnumerable<string> Unplaced() =>
        Product.Assembly(Service).Types.Where(t => !Product.IsMigration(t.Name)).Select(t => RoomOf(t.Name)).Distinct().Where(room => room.Length > 0 && LayerOf(room) < 0);

    private bool IsForbidden(Arrow arrow)
    {
        var (from, to) = (RoomOf(arrow.From), RoomOf(arrow.To));
        if (from.Length == 0 || from == to)
        {
            return false;
        }

        return to.Length == 0 ? !shared.Contains(arrow.To.Name) : LayerOf(to) <= LayerOf(from);
    }

    private int LayerOf(string room) => Array.FindIndex(layers, layer => layer.Contains(room));

    private string RoomOf(TypeName type) =>
        type.Namespace.StartsWith(Service + ".", StringComparison.Ordinal) ? type.Namespace[(Service.Length + 1)..].Split('.')[0] : "";
}

/// <summary>One type uses another.</summary>
internal sealed record Arrow(TypeName From, TypeName To)
{
    public override string ToString() => $"{From} uses {To}";
}

/// <summary>A use against the layers that is there; types by their short names.</summary>
internal sealed record KnownArrow(string From, string[] To, string Reason)
{
    public bool Is(Arrow arrow) => arrow.From.Name == From && To.Contains(arrow.To.Name);
}
