list(APPEND PINION_UI_SOURCES
    findings/analysis.cpp findings/analysis.h
    findings/carriedfindings.cpp findings/carriedfindings.h
    findings/levels.cpp findings/levels.h
)
