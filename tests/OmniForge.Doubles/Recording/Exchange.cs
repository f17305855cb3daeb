using System.Globalization;
using OmniForge.Doubles.Faults;
using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.Recording;

/// <summary>Which part of a provider a request came to.</summary>
public enum Door
{
    Api,
    Authorize,
    Token,
    Revoke,
}

/// <summary>One request and what became of it.</summary>
public sealed class Exchange(int number, DateTimeOffset at, string provider, Call call)
{
    /// <summary>1, 2, 3 … over all doubles that share the journal.</summary>
    public int Number { get; } = number;

    public DateTimeOffset At { get; } = at;

    public string Provider { get; } = provider;

    public Call Call { get; } = call;

    public string Method => Call.Method;

    public string Path => Call.Path;

    public string Body => Call.BodyText;

    public Door Door { get; set; }

    /// <summary>Whose access token it carried: an account of this provider; null for none or an unknown token.</summary>
    public string? Account { get; set; }

    /// <summary>0 until it is answered.</summary>
    public int Status { get; set; }

    public Fault? Fault { get; set; }

    /// <summary>What the client did that no client should do; null when nothing.</summary>
    public string? Misuse { get; set; }

    /// <summary>True when something of the provider's data was changed.</summary>
    public bool Wrote { get; private set; }

    /// <summary>The client's own key of the write, where it sent one.</summary>
    public string? WriteKey { get; private set; }

    /// <summary>True when something new came to be, which a repetition would double.</summary>
    public bool Created { get; private set; }

    /// <summary>Notes a change that is the same when it is made twice.</summary>
    internal void Change() => Wrote = true;

    /// <summary>Notes that something new came to be.</summary>
    internal void Create(string? key = null)
    {
        Wrote = true;
        Created = true;
        WriteKey = key;
    }

    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"#{Number} {Provider} {Method} {Path} -> {Status}");
}
