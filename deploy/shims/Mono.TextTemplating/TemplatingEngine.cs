using Microsoft.VisualStudio.TextTemplating;

namespace Mono.TextTemplating;

/// <summary>Refuses: only scaffolding from T4 templates runs templates, migrations do not.</summary>
public class TemplatingEngine
{
    public Task<string> ProcessTemplateAsync(string content, ITextTemplatingEngineHost host, CancellationToken token = default) => throw Refusal();

    public Task<CompiledTemplate> CompileTemplateAsync(string content, ITextTemplatingEngineHost host, CancellationToken token = default) => throw Refusal();

    internal static NotSupportedException Refusal() => new("T4 templates are not supported here: see deploy/shims/README.md.");
}

public sealed class CompiledTemplate : IDisposable
{
    private CompiledTemplate()
    {
    }

    public string Process() => throw TemplatingEngine.Refusal();

    public void Dispose()
    {
    }
}
