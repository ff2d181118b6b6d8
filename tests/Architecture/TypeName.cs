namespace Architecture.Tests;

/// <summary>A type as it is written in a source file: what the compiler nests in it (lambdas, state machines of async methods) belongs to it.</summary>
internal sealed record TypeName(string Assembly, string Namespace, string Name)
{
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}

/// <summary>A member that is called or read: its type, name and the types of its parameters.</summary>
internal sealed record MemberName(TypeName Type, string Name, IReadOnlyList<TypeName> Parameters)
{
    public override string ToString() => $"{Type}.{Name}({string.Join(", ", Parameters.Select(p => p.Name))})";
}
