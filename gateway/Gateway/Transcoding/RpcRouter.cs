namespace Gateway.Transcoding;

/// <summary>Where a JSON request goes, or why it goes nowhere.</summary>
/// <param name="Binding">Null when nothing fits.</param>
/// <param name="Path">Values of the path's variables, still escaped.</param>
/// <param name="Allowed">Verbs that the path knows; empty when the path itself is unknown.</param>
internal sealed record RpcRoute(RpcBinding? Binding, IReadOnlyList<KeyValuePair<string, string>> Path, IReadOnlyList<string> Allowed);

/// <summary>Finds the rpc of an HTTP verb and path.</summary>
internal sealed class RpcRouter
{
    private readonly ILookup<(int Segments, string Verb), RpcBinding> _bindings;

    public RpcRouter(RpcCatalog catalog) =>
        _bindings = catalog.Bindings
            .OrderByDescending(binding => binding.Template.Literals)
            .ToLookup(binding => (binding.Template.Text.Count(c => c == '/'), binding.Template.Verb));

    /// <param name="rawPath">The path as it was sent, still escaped, so that %2F stays inside its segment.</param>
    public RpcRoute Find(string verb, string rawPath)
    {
        var (path, custom) = PathTemplate.SplitVerb(rawPath);
        var parts = path.Trim('/').Split('/');
        var allowed = new List<string>();
        foreach (var binding in _bindings[(parts.Length, custom)])
        {
            if (binding.Template.Match(parts, custom) is not { } values)
            {
                continue;
            }

            if (binding.Verb == verb || (verb == "HEAD" && binding.Verb == "GET"))
            {
                return new RpcRoute(binding, values, []);
            }

            allowed.Add(binding.Verb);
        }

        return new RpcRoute(null, [], [.. allowed.Distinct()]);
    }
}
