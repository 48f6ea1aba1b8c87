list(APPEND PINION_UI_SOURCES
    editor/bracepair.cpp editor/bracepair.h
    editor/breadcrumbbar.cpp editor/breadcrumbbar.h
    editor/completion.cpp editor/completion.h
    editor/cursorcontext.cpp editor/cursorcontext.h
    editor/editorlook.cpp editor/editorlook.h
    editor/findbar.cpp editor/findbar.h
    editor/findingmarks.cpp editor/findingmarks.h
    editor/gesture.h
    editor/hovertext.cpp editor/hovertext.h
    editor/jsoneditor.cpp editor/jsoneditor.h
    editor/jsoneditorinput.cpp
    editor/jsonpane.cpp editor/jsonpane.h
    editor/jsonstyler.cpp editor/jsonstyler.h
    editor/scintilla.h
    editor/scintillamarks.cpp editor/scintillamarks.h
    editor/scrollmarks.cpp editor/scrollmarks.h
)
