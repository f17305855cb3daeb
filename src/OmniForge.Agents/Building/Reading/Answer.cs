namespace OmniForge.Agents.Building.Reading;

/// <summary>What the clauses of a message do with a question, and the words that do neither.</summary>
internal sealed class Answer
{
    public bool Agrees { get; set; }

    public bool Declines { get; set; }

    /// <summary>"no" stood before a clause that agrees in a way that cannot be a refusal.</summary>
    public bool OnlyNo { get; set; }

    public bool Defers { get; set; }

    /// <summary>"hold on": only a word to be listened to, when a fault follows.</summary>
    public bool Pauses { get; set; }

    public bool Asks { get; set; }

    public bool Praises { get; set; }

    /// <summary>A "but" or the like came up: agreement is limited.</summary>
    public bool Limited { get; set; }

    /// <summary>Words that say something about the content; a comma stands for what was taken out.</summary>
    public List<Word> Rest { get; } = [];

    /// <summary>The words of a question, which may still name a job.</summary>
    public List<Word> Asked { get; } = [];

    public string RestText => Words.Join(Rest);
}
