namespace OmniForge.Agents.Building.Decomposition;

/// <summary>Follows what is read and what is delivered from clause to clause.</summary>
internal sealed class Flow
{
    private readonly List<FlowStep> _steps = [];

    /// <summary>What an "it" of the next order would mean.</summary>
    private List<FlowStep> _present = [];
    private List<FlowStep> _written = [];
    private FlowStep? _latest;
    private string? _condition;
    private List<FlowStep> _asked = [];

    /// <summary>The condition that an "otherwise" turns round.</summary>
    private string? _last;
    private Clause? _asks;
    private Clause? _lastAsked;
    private List<FlowStep> _lastSources = [];
    private bool _turned;
    private readonly List<(FlowStep Step, string Text)> _parts = [];
    private bool _compares;

    /// <summary>Something was delivered "once …", before what follows.</summary>
    private bool _prepared;

    public static List<FlowStep> Of(List<Clause> clauses)
    {
        Trail(clauses);
        var flow = new Flow();
        foreach (var clause in Ordered(clauses))
        {
            clause.Follows |= flow._prepared && clause is { Kind: ClauseKind.Order, Turn: 0 };
            flow.Take(clause);
            flow._prepared = clause.Turn < 0 ? flow._written.Count > 0 : flow._prepared && clause.Kind == ClauseKind.Condition;
        }

        flow.SplitParts();
        flow.SplitComparison();
        return flow._steps;
    }

    /// <summary>Within a sentence, "after reading …" comes before the rest and "before you post …" behind it.</summary>
    private static IEnumerable<Clause> Ordered(List<Clause> clauses)
    {
        var sentence = 0;
        return [.. clauses.Select(clause => (Sentence: clause.Opens ? ++sentence : sentence, Clause: clause))
            .OrderBy(pair => pair.Sentence).ThenBy(pair => pair.Clause.Turn).Select(pair => pair.Clause)];
    }

    /// <summary>A condition behind its order with nothing to do after it belongs to that order: "tell #ops if it is late, please".</summary>
    private static void Trail(List<Clause> clauses)
    {
        for (var at = 1; at < clauses.Count; at++)
        {
            var last = at + 1 == clauses.Count || clauses[at + 1].Opens || clauses[at + 1].Kind == ClauseKind.Condition;
            clauses[at].Leads &= clauses[at].Opens || clauses[at - 1].Kind != ClauseKind.Order || !last;
        }
    }

    private void Take(Clause clause)
    {
        if (clause.Opens && clause.Kind != ClauseKind.Otherwise)
        {
            (_condition, _asked, _asks, _turned) = (null, [], null, false);
        }

        var (reads, writes) = Roles.Of(clause);
        _compares |= clause.Kind == ClauseKind.Order && Phrases.Compares(clause.Text);
        var known = _steps.Where(step => !step.Delivers).ToList();
        var sources = reads.Select(piece => Source(piece.Integration!)).Distinct().ToList();
        if (_compares && clause.Kind == ClauseKind.Order && known.Count > 1 && sources.TrueForAll(known.Contains))
        {
            sources = [];
        }

        switch (clause.Kind)
        {
            case ClauseKind.Condition:
                Condition(clause, sources);
                return;
            case ClauseKind.Otherwise when _last is not null:
                (_condition, _asks, _turned, _asked) = ($"otherwise ({_last})", _lastAsked, true, _lastSources);
                writes = writes.Count == 0 && _latest is { Delivers: true } again && clause.Pieces.Exists(piece => piece.Is("there")) ? [new("there", PieceKind.Word, again.Integration)] : writes;
                break;
        }

        if (clause.Kind == ClauseKind.Order && writes.Count == 0 && _condition is not null && _latest is { Delivers: true, Condition: null } told && Phrases.Nothing(clause.Text))
        {
            (told.Condition, told.Asks, told.Turned) = ($"otherwise ({_condition})", _asks, true);
            return;
        }

        if (Phrases.Depends(clause.Text) && writes.Count > 1)
        {
            Choose(clause, sources, writes);
            return;
        }

        Note(sources);
        if (writes.Count > 0)
        {
            Write(clause, sources, writes);
        }
    }

    /// <summary>New sources join those in hand; after something was delivered they take their place.</summary>
    private void Note(List<FlowStep> sources)
    {
        if (sources.Count > 0)
        {
            _present = _written.Count > 0 ? sources : [.. _present.Union(sources)];
        }
    }

    private void Condition(Clause clause, List<FlowStep> sources)
    {
        (_last, _lastAsked, _lastSources) = (clause.Text, clause, sources);
        if (clause.Leads || _latest is null)
        {
            (_condition, _asked, _asks, _turned) = (_last, sources, clause, false);
            Note(sources);
        }
        else if (_latest.Condition is null)
        {
            // "into Notion unless Notion has it": whoever receives looks there itself.
            if (_latest.Delivers && sources is [var own] && own.Integration == _latest.Integration && own == _steps[^1] && !_latest.DependsOn.Contains(own))
            {
                _steps.Remove(own);
                sources = [];
            }

            (_latest.Condition, _latest.Asks) = (_last, clause);
            _latest.DependsOn = [.. _latest.DependsOn.Union(sources).Where(step => step != _latest)];
        }
    }

    private void Write(Clause clause, List<FlowStep> sources, List<Piece> writes)
    {
        List<FlowStep> before = _latest is { Delivers: true } maker && sources.Count == 0 && (Phrases.Refers(clause.Text) || Phrases.Again(maker.Said?.Text ?? "", clause.Text)) ? [maker]
            : clause.Follows && _written.Count > 0 && sources.Count == 0 ? _written
            : sources.Count > 0 ? sources : _present;
        var condition = clause.Always ? null : _condition;
        if (condition is null && Phrases.Rest(clause.Text) && _latest is { Delivers: true } other)
        {
            other.Condition ??= "only some of them";
            condition = "otherwise (the rest)";
        }

        var made = new List<FlowStep>();
        foreach (var integration in writes.Select(piece => piece.Integration!).Distinct())
        {
            made.Add(_latest = new(integration)
            {
                Delivers = true,
                Condition = condition,
                Said = clause,
                Asks = clause.Always ? null : _asks,
                Turned = _turned,
                DependsOn = [.. before.Union(condition is null || before.Exists(step => _asked.TrueForAll(step.DependsOn.Contains)) ? [] : _asked)],
            });
        }

        if (Phrases.PartGoes(clause.Text))
        {
            _parts.AddRange(made.Select(step => (step, clause.Text)));
        }

        _steps.AddRange(made);
        _written = clause.Follows ? made : [.. _written, .. made];
    }

    /// <summary>"to Slack, Linear or GitHub depending on the kind": each only in its case.</summary>
    private void Choose(Clause clause, List<FlowStep> sources, List<Piece> writes)
    {
        Note(sources);
        var before = _present;
        _written = [.. writes.Select(piece => new FlowStep(piece.Integration!) { Delivers = true, Condition = clause.Text, Said = clause, DependsOn = before })];
        _steps.AddRange(_written);
        _latest = _written[^1];
    }

    private FlowStep Source(string integration)
    {
        if (_steps.Find(step => !step.Delivers && step.Integration == integration) is { } known)
        {
            return known;
        }

        var source = new FlowStep(integration);
        _steps.Add(source);
        return source;
    }

    /// <summary>"big ones go to Slack, small ones to Notion": two parts or more are conditions; a single one only says which rows.</summary>
    private void SplitParts()
    {
        if (_parts.Count > 1)
        {
            _parts.ForEach(part => part.Step.Condition ??= part.Text);
        }
    }

    /// <summary>A comparison whose result goes two ways is done once, on its own.</summary>
    private void SplitComparison()
    {
        var sources = _steps.Where(step => !step.Delivers).ToList();
        var branches = _steps.Where(step => step.Delivers && step.DependsOn.Count > 1 && step.DependsOn.All(sources.Contains)).ToList();
        if (_compares && sources.Count > 1 && branches.Count > 1)
        {
            var comparison = new FlowStep(Pieces.Files) { DependsOn = sources };
            branches.ForEach(branch => branch.DependsOn = [comparison]);
            _steps.Insert(_steps.IndexOf(branches[0]), comparison);
        }
    }
}

/// <summary>A skill in the making.</summary>
internal sealed class FlowStep(string integration)
{
    public string Integration { get; } = integration;

    /// <summary>It brings a result somewhere; otherwise it takes something in.</summary>
    public bool Delivers { get; init; }

    public string? Condition { get; set; }

    /// <summary>The order that says it.</summary>
    public Clause? Said { get; init; }

    /// <summary>The condition that it hangs on; null = none of its own.</summary>
    public Clause? Asks { get; set; }

    /// <summary>It is done when that condition does not hold.</summary>
    public bool Turned { get; set; }

    public List<FlowStep> DependsOn { get; set; } = [];

    public int Order => DependsOn.Count == 0 ? 1 : DependsOn.Max(step => step.Order) + 1;
}
